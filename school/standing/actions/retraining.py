"""Retraining orders: made, given a place, closed when the course is passed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort, Course, Module
from school.enrollment import actions as enrollment_actions
from school.enrollment.models import Enrollment, Hold, Quota
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted, Refusal
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import ConsentText, Person
from school.points.actions import award
from school.points.actions.booking import lock
from school.points.models import Rule
from school.standing import refusals
from school.standing.actions.cards import bring_in_line
from school.standing.facts import RETRAINED
from school.standing.models import Retraining

Status = Retraining.Status
SOURCE = "retraining"


@transaction.atomic
def order_retraining(
    person: Person,
    *,
    course: Course,
    reason: str,
    by: Actor,
    module: Module | None = None,
    reasons: Sequence[Mapping[str, Any]] = (),
    at: datetime | None = None,
) -> Retraining:
    """Ask for a course to be taken again: other enrolments wait, and a place is looked for.

    `reasons` are those of the card, by code, where it is the rules that ask.
    """
    if not by.has_perm("standing.order_retraining"):
        raise NotPermitted
    if is_self(person, by):
        raise refusals.OwnCard
    if not reason.strip():
        raise refusals.WordsNeeded
    if module and module.edition.course_id != course.pk:
        raise refusals.ModuleElsewhere
    at = at or timezone.now()
    cause = Retraining.Cause.RULE if by is SYSTEM else Retraining.Cause.OFFICER
    order = Retraining(
        person=person,
        course=course,
        module=module,
        reason=reason.strip(),
        reasons=list(reasons),
        cause=cause,
        ordered_by=str(by)[:120],
        ordered_at=at,
    )
    _keep(order, at=at)
    _record(order, "order_retraining", by=by, at=at, reason=order.reason)
    _tell(order, "retraining_ordered", by=by, at=at, reason=order.reason)
    _find_place(order, at=at)
    bring_in_line(person, by=SYSTEM, at=at)
    return order


@transaction.atomic
def book(
    order: Retraining, *, cohort: Cohort, by: Actor, at: datetime | None = None
) -> Retraining:
    """Take a seat in the class for the order, on one that is reserved for such if there is."""
    may = by.has_perm("standing.order_retraining") or is_self(order.person, by)
    if not may:
        raise NotPermitted
    at = at or timezone.now()
    _take_seat(order, cohort, at=at)
    _record(order, "book_retraining", by=by, at=at, data={"cohort": cohort.code})
    return order


@transaction.atomic
def cancel_retraining(
    order: Retraining, *, by: Actor, reason: str, at: datetime | None = None
) -> Retraining:
    """Withdraw an order; a place that was taken for it stays the worker's until she gives it back."""
    if not by.has_perm("standing.order_retraining"):
        raise NotPermitted
    if is_self(order.person, by):
        raise refusals.OwnCard
    if not reason.strip():
        raise refusals.WordsNeeded
    at = at or timezone.now()
    _end(order, Status.CANCELLED, at=at, words=reason.strip())
    _record(order, "cancel_retraining", by=by, at=at, reason=reason.strip())
    _tell(order, "retraining_cancelled", by=by, at=at, reason=reason.strip())
    bring_in_line(order.person, by=SYSTEM, at=at)
    return order


@transaction.atomic
def pass_retraining(
    order: Retraining, *, by: Actor, at: datetime | None = None
) -> Retraining:
    """The course was passed again: the hold goes, and the points of rule R01 come."""
    if by is not SYSTEM:
        raise NotPermitted
    at = at or timezone.now()
    _end(order, Status.PASSED, at=at, words=_("Retraining passed"))
    _record(order, "pass_retraining", by=by, at=at)
    if Rule.objects.filter(code=RETRAINED, is_current=True).exists():
        award(
            order.person,
            rule_code=RETRAINED,
            source_type=SOURCE,
            source_id=order.code,
            by=by,
            reason=str(order.course),
            at=at,
        )
    _tell(order, "retraining_passed", by=by, at=at)
    bring_in_line(order.person, by=SYSTEM, at=at)
    return order


def follow_place(enrollment: Enrollment) -> None:
    """A seat in the course was taken or lost: the order says so."""
    orders = Retraining.objects.to_do().filter(person=enrollment.person_id)
    of_course = orders.filter(course=enrollment.cohort.edition.course_id)
    if enrollment.status == Enrollment.Status.ENROLLED:
        of_course.update(status=Status.BOOKED, enrollment=enrollment)
    elif enrollment.status != Enrollment.Status.COMPLETED:
        lost = of_course.filter(enrollment=enrollment)
        lost.update(status=Status.OPEN, enrollment=None)


def _keep(order: Retraining, *, at: datetime) -> None:
    lock(order.person)
    ordered = Retraining.objects.to_do().filter(person=order.person)
    if ordered.filter(course=order.course).exists():
        raise refusals.OrderedAlready
    order.hold = enrollment_actions.place_hold(
        order.person,
        kind=Hold.Kind.RETRAINING,
        reason=order.reason,
        course=order.course,
        by=SYSTEM,
        at=at,
    )
    order.save(force_insert=True)


def _find_place(order: Retraining, *, at: datetime) -> None:
    """The seat she has in the course, or one in the next class that has one for her."""
    seats = order.person.enrollments.filter(
        status=Enrollment.Status.ENROLLED,
        cohort__edition__course=order.course,
        cohort__in=Cohort.objects.unfinished(),
    )
    if seat := seats.select_related("cohort__edition").first():
        follow_place(seat)
    else:
        coming = Cohort.objects.open_for_enrollment().filter(
            edition__course=order.course, enrol_until__gte=timezone.localdate(at)
        )
        for cohort in coming.order_by("starts_on"):
            if _has_taken(order, cohort, at=at):
                break
    order.refresh_from_db()


def _has_taken(order: Retraining, cohort: Cohort, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            _take_seat(order, cohort, at=at)
    except Refusal:
        return False
    return True


def _take_seat(order: Retraining, cohort: Cohort, *, at: datetime) -> None:
    if cohort.edition.course_id != order.course_id:
        raise refusals.OtherCourse
    if not Retraining.objects.filter(pk=order.pk, status=Status.OPEN).exists():
        raise refusals.NoPlaceWanted
    consents = order.person.consents.standing().of(ConsentText.Purpose.ENROLMENT)
    seat = enrollment_actions.apply(
        order.person,
        cohort=cohort,
        by=SYSTEM,
        source=Enrollment.Source.REGISTRAR,
        consent=consents.first(),
        quota_kind=Quota.Kind.RETRAINING,
        quota_reason=order.reason,
        at=at,
    )
    if seat.status != Enrollment.Status.ENROLLED:
        raise refusals.ClassFull
    order.refresh_from_db()


def _end(order: Retraining, status: str, *, at: datetime, words: str) -> None:
    # Before the order, as who takes her place in a class does.
    lock(order.person)
    to_do = Retraining.objects.to_do().filter(pk=order.pk)
    if not to_do.update(status=status, ended_at=at):
        raise refusals.OrderEnded
    order.refresh_from_db()
    if order.hold.lifted_at is None:
        enrollment_actions.lift_hold(order.hold, by=SYSTEM, reason=words, at=at)


def _record(
    order: Retraining,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    journal.record(
        by=by,
        verb=f"standing.{verb}",
        on=order,
        reason=reason,
        data={"course": order.course.code, **(data or {})},
        at=at,
    )


def _tell(
    order: Retraining, kind: str, *, by: Actor, at: datetime, **more: str
) -> None:
    course = {"zh": order.course.title_zh, "en": order.course.title_en}
    notify(
        order.person,
        kind=kind,
        context={"course": course, **more},
        link=reverse("standing:retraining", args=[order.code]),
        by=by,
        at=at,
        sms=kind == "retraining_ordered",
    )
