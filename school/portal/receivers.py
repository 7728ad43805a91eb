"""Points for answered follow-ups: wages and points are strangers to each other."""

from typing import Any

from django.dispatch import receiver

from school.lib.queue import enqueue
from school.points.sources.signals import sources_asked
from school.points.sources.source import Source
from school.points.sources.tasks import settle_person
from school.portal.follow_ups import FOLLOW_UPS
from school.wages.models import FollowUp
from school.wages.signals import follow_up_answered


@receiver(sources_asked)
def name_follow_ups(**_signal: Any) -> Source:
    return FOLLOW_UPS


@receiver(follow_up_answered)
def settle_a_follow_up(follow_up: FollowUp, **_signal: Any) -> None:
    enqueue(settle_person, follow_up.enrollment.person_id)
