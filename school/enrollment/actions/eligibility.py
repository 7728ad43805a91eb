"""What the desk and the trainee put on file for the question who may join a class."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort, Course
from school.enrollment import access
from school.enrollment.actions.step import tell
from school.enrollment.models import Demand, Enrollment, Hold, PriorCertificate, Shift
from school.enrollment.refusals import (
    AgesOutOfOrder,
    AlreadyLifted,
    DemandsItself,
    EmptyShift,
    ReasonMissing,
    ShiftOnFile,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import is_self
from school.people.models import Person


@transaction.atomic
def demand(
    course: Course,
    *,
    by: Actor,
    youngest: int | None = None,
    oldest: int | None = None,
    prerequisite: Course | None = None,
    health_class: str = "",
) -> Demand:
    """Say what the course asks of those who apply from now on."""
    if not by.has_perm("enrollment.change_demand"):
        raise NotPermitted
    if youngest is not None and oldest is not None and oldest < youngest:
        raise AgesOutOfOrder
    if prerequisite == course:
        raise DemandsItself
    asked, _is_new = Demand.objects.update_or_create(
        course=course,
        defaults={
            "youngest": youngest,
            "oldest": oldest,
            "prerequisite": prerequisite,
            "health_class": health_class,
        },
    )
    data = {
        "youngest": youngest,
        "oldest": oldest,
        "prerequisite": prerequisite.code if prerequisite else "",
        "health_class": health_class,
    }
    journal.record(by=by, verb="enrollment.demand", on=asked, data=data)
    return asked


@transaction.atomic
def place_hold(
    person: Person,
    *,
    kind: str,
    reason: str,
    by: Actor,
    course: Course | None = None,
    at: datetime | None = None,
) -> Hold:
    """Let the person take no place until this is lifted, but in `course`."""
    if not by.has_perm("enrollment.add_hold"):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    at = at or timezone.now()
    hold = Hold.objects.create(
        person=person, kind=kind, reason=reason.strip(), course=course, placed_at=at
    )
    data = {"kind": kind, "course": course.code if course else ""}
    journal.record(
        by=by,
        verb="enrollment.place_hold",
        on=person,
        reason=reason,
        data=data,
        at=at,
    )
    _tell_held(hold, by=by, at=at)
    return hold


def _tell_held(hold: Hold, *, by: Actor, at: datetime) -> None:
    """Whoever has a place, or an offer that cannot be accepted now."""
    places = hold.person.enrollments.filter(
        status__in=[Enrollment.Status.OFFERED, Enrollment.Status.ENROLLED],
        cohort__in=Cohort.objects.unfinished(),
    )
    if hold.course:
        places = places.exclude(cohort__edition__course=hold.course)
    for place in places.select_related("person__user", "cohort"):
        tell(place, "hold_placed", by=by, at=at, reason=hold.reason)


@transaction.atomic
def lift_hold(
    hold: Hold, *, by: Actor, reason: str = "", at: datetime | None = None
) -> Hold:
    """The next run of the waiting lists counts the person in again."""
    if not by.has_perm("enrollment.change_hold"):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    at = at or timezone.now()
    if not Hold.objects.standing().filter(pk=hold.pk).update(lifted_at=at):
        raise AlreadyLifted
    hold.lifted_at = at
    journal.record(
        by=by,
        verb="enrollment.lift_hold",
        on=hold.person,
        reason=reason,
        data={"kind": hold.kind},
        at=at,
    )
    return hold


@transaction.atomic
def record_prior_certificate(
    person: Person,
    *,
    course: Course,
    title: str,
    number: str,
    body: str,
    by: Actor,
    at: datetime | None = None,
) -> PriorCertificate:
    """Note a certificate from elsewhere; it is recorded, never printed."""
    if not by.has_perm("enrollment.add_priorcertificate"):
        raise NotPermitted
    at = at or timezone.now()
    shown, is_new = PriorCertificate.objects.get_or_create(
        person=person,
        course=course,
        number=number.strip(),
        defaults={
            "title": title.strip(),
            "body": body.strip(),
            "recorded_at": at,
        },
    )
    if is_new:
        journal.record(
            by=by,
            verb="enrollment.record_prior_certificate",
            on=person,
            data={"course": course.code, "title": shown.title, "body": shown.body},
            at=at,
        )
    return shown


@transaction.atomic
def declare_shift(
    person: Person, *, weekday: int, begins: time, ends: time, by: Actor
) -> Shift:
    if not (is_self(person, by) or access.can_admit(by)):
        raise NotPermitted
    if begins == ends:
        raise EmptyShift
    shift, is_new = Shift.objects.get_or_create(
        person=person, weekday=weekday, begins=begins, defaults={"ends": ends}
    )
    if not is_new:
        raise ShiftOnFile
    # When somebody works stays out of the journal: many read that.
    journal.record(by=by, verb="enrollment.declare_shift", on=person)
    return shift


@transaction.atomic
def drop_shift(shift: Shift, *, by: Actor) -> Person:
    person = shift.person
    if not (is_self(person, by) or access.can_admit(by)):
        raise NotPermitted
    shift.delete()
    journal.record(by=by, verb="enrollment.drop_shift", on=person)
    return person
