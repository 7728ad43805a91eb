"""What waits at the desk of classes: evenings that nobody teaches yet, editions to be signed off."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from school.courses.models import Edition, Session
from school.people.models import User
from school.ui.waits import WAITING, Kind, Source, Wait, counted

A_WEEK = timedelta(days=7)


def _without_teacher(rows: QuerySet[Any], _user: User) -> QuerySet[Any]:
    today = timezone.localdate()
    week = Session.objects.standing().within(today, today + A_WEEK)
    return rows.filter(
        pk__in=week.filter(teacher=None, ends_at__gt=timezone.now()).values("pk")
    )


TEACHERLESS = Kind(_("Evenings of the coming week without a teacher"), _without_teacher)
UNSIGNED = Kind(
    _("Courses without a nurse-instructor’s confirmation"),
    lambda rows, _user: rows.filter(pk__in=Edition.objects.awaiting_sign_off()),
)
EVENINGS = {"teacher": TEACHERLESS}
EDITIONS = {"sign_off": UNSIGNED}


def _evenings(user: User, at: datetime) -> Iterator[Wait]:
    rows = _without_teacher(Session.objects.all(), user)
    href = reverse("session:index") + f"?{WAITING}=teacher"
    yield counted(rows, TEACHERLESS.label, href, until="starts_at")


def _sign_offs(user: User, at: datetime) -> Iterator[Wait]:
    href = reverse("edition:index") + f"?{WAITING}=sign_off"
    note = _("No class of theirs opens before.")
    rows = Edition.objects.awaiting_sign_off()
    yield counted(rows, UNSIGNED.label, href, note=note)


WAITS = [
    Source("courses.view_session", _evenings),
    Source("courses.publish_edition", _sign_offs),
]
