"""Marks that came too late: what was done about them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_release
from school.assessment.models import Marking, StrayMark
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify_colleague
from school.people.access import holders_of
from school.people.models import User


@transaction.atomic
def settle_strays(
    marking: Marking,
    *,
    by: Actor,
    reason: str,
    seen: int | None = None,
    at: datetime | None = None,
) -> int:
    """Say what was done about marks that came too late; they stay, and count nowhere.

    `seen`: the last one that was looked at; what came after it waits for somebody to look.
    """
    now = at or timezone.now()
    if not can_release(by):
        raise NotPermitted
    waiting = marking.stray_marks.open()
    if seen is not None:
        waiting = waiting.filter(pk__lte=seen)
    count = waiting.update(settled_at=now)
    if not count:
        raise refusals.NothingStray
    journal.record(
        by=by,
        verb="assessment.settle_strays",
        on=marking,
        reason=reason,
        data={"marks": count},
        at=now,
    )
    return count


def tell_of_strays(
    marking: Marking, came: Collection[UUID], *, by: User, at: datetime
) -> None:
    """Whoever sent them, and the registrars: once, until what is there is settled."""
    cohort = marking.practical_station.practical.enrollment.cohort
    there = StrayMark.objects.open().sent_by(by).exclude(uuid__in=came)
    place = "marking__practical_station__practical__enrollment__cohort"
    if there.filter(**{place: cohort}).exists():
        return
    desk = reverse("assessment_desk:strays")
    ways = dict.fromkeys(holders_of("assessment.release_practical"), desk)
    for user, link in {**ways, by: reverse("assessment:my_markings")}.items():
        notify_colleague(
            user,
            kind="marks_stray",
            context={"cohort": cohort.name, "name": str(by), "is_own": user == by},
            link=link,
            by=by,
            at=at,
        )
