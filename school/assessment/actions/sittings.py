"""Time put on top of a sitting while it runs, and a sitting more than the edition gives."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_allow_sitting, can_give_time
from school.assessment.models import Attempt, FurtherSitting, TimeGiven
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import User

MOST_MINUTES = 120


@transaction.atomic
def give_time(
    attempt: Attempt,
    *,
    minutes: int,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> TimeGiven:
    """The sitting ends later by so many minutes; its pages say so."""
    now = at or timezone.now()
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("enrollment__cohort")
        .get(pk=attempt.pk)
    )
    if not can_give_time(by, attempt.enrollment.cohort):
        raise NotPermitted
    if not 1 <= minutes <= MOST_MINUTES:
        raise refusals.TimeOutOfRange(most=MOST_MINUTES)
    if attempt.status != Attempt.Status.STARTED:
        raise refusals.HandedInAlready
    return _give(attempt, minutes, by=by, reason=reason, at=now)


@transaction.atomic
def give_time_to_class(
    cohort: Cohort,
    *,
    minutes: int,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> list[TimeGiven]:
    """The same minutes for everyone of the class who is sitting now."""
    now = at or timezone.now()
    if not can_give_time(by, cohort):
        raise NotPermitted
    if not 1 <= minutes <= MOST_MINUTES:
        raise refusals.TimeOutOfRange(most=MOST_MINUTES)
    running = (
        Attempt.objects.select_for_update(of=("self",))
        .filter(enrollment__cohort=cohort, status=Attempt.Status.STARTED)
        .order_by("pk")
    )
    given = [_give(one, minutes, by=by, reason=reason, at=now) for one in running]
    if not given:
        raise refusals.NobodySitting
    return given


def _give(
    attempt: Attempt, minutes: int, *, by: Actor, reason: str, at: datetime
) -> TimeGiven:
    running = Attempt.objects.filter(pk=attempt.pk, status=Attempt.Status.STARTED)
    running.update(
        deadline_at=attempt.deadline_at + timedelta(minutes=minutes),
        extra_minutes=F("extra_minutes") + minutes,
    )
    given = TimeGiven.objects.create(
        attempt=attempt,
        minutes=minutes,
        reason=reason,
        given_by=by if isinstance(by, User) else None,
        given_at=at,
    )
    journal.record(
        by=by,
        verb="assessment.give_time",
        on=attempt,
        reason=reason,
        data={"minutes": minutes},
        at=at,
    )
    return given


@transaction.atomic
def allow_sitting(
    enrollment: Enrollment, *, by: Actor, reason: str, at: datetime | None = None
) -> FurtherSitting:
    """One sitting more than the edition gives; that of the wait may be begun at once."""
    now = at or timezone.now()
    enrollment = (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("person", "cohort__edition")
        .get(pk=enrollment.pk)
    )
    if not can_allow_sitting(by):
        raise NotPermitted
    if enrollment.status not in Enrollment.ON_ROLL:
        raise refusals.NotOnRoll
    sat = list(enrollment.exam_attempts.values_list("status", "points"))
    if any(status == Attempt.Status.STARTED for status, _points in sat):
        raise refusals.SittingInProgress
    best = max((points or 0 for _status, points in sat), default=0)
    if best >= enrollment.cohort.edition.pass_theory:
        raise refusals.NothingToSitAgain(points=best)
    if _has_unsat(enrollment):
        raise refusals.SittingAllowedAlready
    further = FurtherSitting.objects.create(
        enrollment=enrollment,
        reason=reason,
        allowed_by=by if isinstance(by, User) else None,
        allowed_at=now,
    )
    journal.record(
        by=by, verb="assessment.allow_sitting", on=enrollment, reason=reason, at=now
    )
    notify(
        enrollment.person,
        kind="sitting_allowed",
        context={"cohort": enrollment.cohort.name, "reason": reason},
        link=reverse("assessment:exam", args=[enrollment.code]),
        by=by,
        at=now,
    )
    return further


def _has_unsat(enrollment: Enrollment) -> bool:
    """Whether no sitting was begun since one was last allowed."""
    last = enrollment.further_sittings.order_by("allowed_at").last()
    if last is None:
        return False
    return not enrollment.exam_attempts.filter(started_at__gte=last.allowed_at).exists()
