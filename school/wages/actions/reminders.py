from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.notices.actions import notify
from school.wages import rules
from school.wages.links import actions as links
from school.wages.models import FollowUp


def due_and_untold(*, at: datetime) -> QuerySet[FollowUp]:
    """Follow-ups that are due, to be told for the first time or again, and not passed.

    After a standstill of the machine, too, days lie between two messages.
    """
    today = timezone.localdate(at)
    due = FollowUp.objects.to_answer(on=today)
    now = Q()
    for told, days in enumerate(rules.REMIND_AFTER):
        turn = Q(times_told=told, due_on__lte=today - timedelta(days=days))
        if told:
            wait = timedelta(days=days - rules.REMIND_AFTER[told - 1])
            turn &= Q(notified_at__date__lte=today - wait)
        now |= turn
    return due.filter(now, status=FollowUp.Status.SCHEDULED)


@transaction.atomic
def tell_due(follow_up: FollowUp, *, at: datetime) -> bool:
    """Tell the person that the question is due; False if that was done meanwhile."""
    told = follow_up.times_told
    claimed = FollowUp.objects.filter(pk=follow_up.pk, times_told=told)
    if not claimed.update(times_told=told + 1, notified_at=at):
        return False
    course = follow_up.enrollment.cohort.edition.course
    context: dict[str, Any] = {
        "course": course.title_zh,
        "course_en": course.title_en,
    }
    # Who waited was not in the course: she is asked in other words.
    kind = "follow_up_waited" if follow_up.has_waited else "follow_up_due"
    if not follow_up.has_waited:
        context["months"] = follow_up.months
    notice = notify(
        follow_up.enrollment.person,
        kind=kind,
        context=context,
        link=reverse("wages:follow_up", args=[follow_up.code]),
        door=links.door(),
        by=SYSTEM,
        at=at,
        sms=True,
    )
    links.make(follow_up, notice, at=at)
    return True
