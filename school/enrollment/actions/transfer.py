from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access, signals
from school.enrollment.actions.fitness import refuse_since
from school.enrollment.actions.merits import weigh
from school.enrollment.actions.offers import move_waitlist, settle
from school.enrollment.actions.step import (
    first_evening,
    fresh,
    legal,
    next_evening,
    refuse_without_consent,
    take,
    tell,
)
from school.enrollment.line import has_room
from school.enrollment.models import Enrollment
from school.enrollment.places import held_all, held_person, places_in
from school.enrollment.refusals import (
    AlreadyApplied,
    CohortNotOpen,
    NoFreePlace,
    OtherCourse,
    ReasonMissing,
    SeatsReserved,
    TooLateToTransfer,
)
from school.enrollment.rules.leaving import is_in_time
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted

Status = Enrollment.Status


@transaction.atomic
def transfer(
    enrollment: Enrollment,
    *,
    to: Cohort,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
) -> Enrollment:
    """Change the place for one in another class of the course; the new one is returned.

    The old one stays on file, with its evenings. The registrar may do it late, into a
    class that runs, and past those who wait.
    """
    if not access.can_answer(by, enrollment):
        raise NotPermitted
    is_registrar = access.can_admit(by)
    if is_registrar and not reason.strip():
        raise ReasonMissing
    if to.edition.course_id != enrollment.cohort.edition.course_id:
        raise OtherCourse
    held_person(enrollment.person_id)
    both = held_all({enrollment.cohort_id, to.pk})
    origin, target = both[enrollment.cohort_id], both[to.pk]
    at = at or timezone.now()
    legal(fresh(enrollment), "transfer")
    _refuse_late(origin, target, is_registrar=is_registrar, at=at)
    _refuse_unfit(enrollment, target, at=at)
    if not is_registrar:
        settle(target, at=at)
    moved = _moved(enrollment, target, at=at)
    _refuse_full(moved, is_registrar=is_registrar, at=at)
    take(enrollment, "transfer", by=by, at=at, reason=reason, ended_at=at)
    moved.save(force_insert=True)
    _journal_arrival(moved, enrollment, by=by, reason=reason, at=at)
    _announce(enrollment, moved, by=by, at=at, reason=reason)
    move_waitlist(origin, at=at)
    return moved


def in_time(cohort: Cohort, *, at: datetime) -> bool:
    """Whether a place of this class is given back without loss."""
    return is_in_time(
        at, first_evening=first_evening(cohort), hours=settings.WITHDRAW_HOURS
    )


def _journal_arrival(
    moved: Enrollment, former: Enrollment, *, by: Actor, reason: str, at: datetime
) -> None:
    journal.record(
        by=by,
        verb="enrollment.move_in",
        on=moved,
        reason=reason,
        data={"from": former.cohort.name, "earlier": former.code},
        at=at,
    )


def _announce(
    enrollment: Enrollment,
    moved: Enrollment,
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    more = next_evening(moved.cohort, at=at)
    if more:
        ahead = moved.cohort.sessions.planned().filter(starts_at__gt=at)
        more["evenings"] = ahead.count()
    if reason:
        more["reason"] = reason
    tell(moved, "moved", by=by, at=at, former=enrollment.cohort.name, **more)
    signals.enrolled.send(sender=Enrollment, enrollment=moved, by=by, at=at)
    signals.seat_freed.send(sender=Enrollment, enrollment=enrollment, by=by, at=at)


def _refuse_late(
    origin: Cohort, target: Cohort, *, is_registrar: bool, at: datetime
) -> None:
    opened = [Cohort.Status.ENROLLING]
    if is_registrar:
        opened.append(Cohort.Status.RUNNING)
    if target.status not in opened or origin == target:
        raise CohortNotOpen(status=target.get_status_display())
    if origin.status == Cohort.Status.ASSESSING:
        raise TooLateToTransfer
    if is_registrar:
        return
    if not target.takes_applications(on=timezone.localdate(at)):
        raise CohortNotOpen(status=target.get_status_display())
    if not in_time(origin, at=at):
        raise TooLateToTransfer


def _refuse_unfit(enrollment: Enrollment, target: Cohort, *, at: datetime) -> None:
    person = enrollment.person
    refuse_without_consent(person)
    there = target.enrollments.filter(person=person)
    if there.exclude(status=Status.WITHDRAWN).exists():
        raise AlreadyApplied
    # The place that is given up does not stand against the new one.
    refuse_since(enrollment, target, at=at, ignoring={"already_in_course"})


def _refuse_full(moved: Enrollment, *, is_registrar: bool, at: datetime) -> None:
    """A seat must be free, and one that is neither waited nor kept for somebody else.

    The registrar gives any that is free, with the reason.
    """
    places = places_in(moved.cohort, at=at)
    if not places.free:
        raise NoFreePlace
    if not (is_registrar or has_room(moved, at=at)):
        raise NoFreePlace if places.is_open_to(moved.quota_kind) else SeatsReserved


def _moved(enrollment: Enrollment, target: Cohort, *, at: datetime) -> Enrollment:
    moved = Enrollment(
        person=enrollment.person,
        cohort=target,
        status=Status.ENROLLED,
        source=enrollment.source,
        consent=enrollment.consent,
        waived=enrollment.waived,
        moved_from=enrollment,
        applied_at=at,
        enrolled_at=at,
    )
    weigh(moved)
    return moved
