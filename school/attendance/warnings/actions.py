"""Raising alerts, telling each once to those who can help, and noting who has called."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from school.attendance.warnings.facts import alarms_of
from school.attendance.warnings.models import TEACHERS, Alert
from school.attendance.warnings.rules import Alarm
from school.courses.models import Cohort, Duty
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify, notify_colleague
from school.people.models import User


@transaction.atomic
def review(cohort: Cohort, *, by: Actor = SYSTEM, at: datetime | None = None) -> int:
    """Raise what is new in a class, end what is so no more; how many were raised."""
    if by is not SYSTEM and not by.has_perm("attendance.call_roll"):
        raise NotPermitted
    at = at or timezone.now()
    # Two workers may review at once: the class's row makes them take turns.
    cohort = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("edition")
        .get(pk=cohort.pk)
    )
    told = {
        (alert.enrollment_id, alert.kind, alert.key): alert
        for alert in Alert.objects.filter(enrollment__cohort=cohort)
    }
    raised = []
    # Once the class is over nothing helps any more.
    is_on = cohort.status == Cohort.Status.RUNNING
    found = alarms_of(cohort, at=at) if is_on else {}
    for enrollment, alarms in found.items():
        for alarm in alarms:
            known = told.pop((enrollment.pk, alarm.kind, alarm.key), None)
            if known is None:
                raised.append(_raise(enrollment, alarm, by=by, at=at))
            else:
                _keep(known, alarm)
    _end(told.values(), at=at)
    if raised:
        _tell_staff(cohort, len(raised), by=by, at=at)
    return len(raised)


def _raise(enrollment: Enrollment, alarm: Alarm, *, by: Actor, at: datetime) -> Alert:
    alert = Alert.objects.create(
        enrollment=enrollment,
        kind=alarm.kind,
        key=alarm.key,
        needed=alarm.needed,
        left=alarm.left,
        raised_at=at,
    )
    journal.record(
        by=by,
        verb="attendance.raise_alert",
        on=enrollment,
        data={"kind": alarm.kind, "needed": alarm.needed, "left": alarm.left},
        at=at,
    )
    notify(
        enrollment.person,
        kind="attendance_alert",
        context={
            "cohort": enrollment.cohort.name,
            "alert": alarm.kind,
            "needed": alarm.needed,
            "left": alarm.left,
        },
        link=reverse("attendance:hours", args=[enrollment.code]),
        by=by,
        at=at,
        sms=True,
    )
    return alert


def _keep(alert: Alert, alarm: Alarm) -> None:
    """It stands, or stands again: nobody is told a second time."""
    if alert.ended_at or (alert.needed, alert.left) != (alarm.needed, alarm.left):
        alert.ended_at, alert.needed, alert.left = None, alarm.needed, alarm.left
        alert.save(update_fields=["ended_at", "needed", "left"])


def _end(alerts: Iterable[Alert], *, at: datetime) -> None:
    standing = [alert.pk for alert in alerts if alert.ended_at is None]
    Alert.objects.filter(pk__in=standing).update(ended_at=at)


def _tell_staff(cohort: Cohort, count: int, *, by: Actor, at: datetime) -> None:
    for user in _staff(cohort):
        notify_colleague(
            user,
            kind="attendance_follow_up",
            context={"cohort": cohort.name, "count": count},
            link=reverse("attendance:alerts"),
            by=by,
            at=at,
        )


def _staff(cohort: Cohort) -> Iterable[User]:
    """The class's own teachers (its head teacher alone, if it has one) and the registrars."""
    duties = Duty.objects.filter(cohort=cohort, kind__in=TEACHERS)
    heads = duties.filter(kind=Duty.Kind.HEAD_TEACHER)
    may_call = Q(groups__permissions__codename="call_roll") | Q(
        user_permissions__codename="call_roll"
    )
    registrars = User.objects.filter(may_call)
    teachers = (heads if heads.exists() else duties).values("user_id")
    return User.objects.filter(
        Q(pk__in=registrars.values("pk")) | Q(pk__in=teachers), is_active=True
    )


@transaction.atomic
def note_contact(alert: Alert, *, by: User) -> Alert:
    """Note that the trainee was called about it; the first time counts."""
    if not Alert.objects.followed_by(by).filter(pk=alert.pk).exists():
        raise NotPermitted
    now = timezone.now()
    noted = Alert.objects.filter(pk=alert.pk, contacted_at=None).update(
        contacted_at=now, contacted_by=by
    )
    if noted:
        journal.record(
            by=by, verb="attendance.note_contact", on=alert.enrollment, at=now
        )
    alert.refresh_from_db(fields=["contacted_at", "contacted_by"])
    return alert
