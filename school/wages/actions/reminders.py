from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.notices.actions import notify
from school.wages.models import FollowUp


def due_and_untold(*, at: datetime) -> QuerySet[FollowUp]:
    """Follow-ups that are due, that nobody was told about, and no later one has passed."""
    due = FollowUp.objects.to_answer(on=timezone.localdate(at))
    return due.filter(status=FollowUp.Status.SCHEDULED, notified_at=None)


@transaction.atomic
def tell_due(follow_up: FollowUp, *, at: datetime) -> bool:
    """Tell the person, once, that the question is due; False if that was done."""
    claimed = FollowUp.objects.filter(pk=follow_up.pk, notified_at=None)
    if not claimed.update(notified_at=at):
        return False
    edition = follow_up.enrollment.cohort.edition
    notify(
        follow_up.enrollment.person,
        kind="follow_up_due",
        context={
            "course": edition.course.title_zh,
            "course_en": edition.course.title_en,
            "months": follow_up.months,
        },
        link=reverse("wages:follow_up", args=[follow_up.code]),
        by=SYSTEM,
        at=at,
        sms=True,
    )
    return True
