"""Whether a person may join a class: all that stands against it is said at once."""

from collections.abc import Iterable, Set
from datetime import datetime

from school.courses.models import Cohort
from school.enrollment import access
from school.enrollment.applicants import in_words, reasons_against, reasons_since
from school.enrollment.models import Enrollment
from school.enrollment.obstacles import NotEligible, ShiftClash
from school.enrollment.refusals import CourseCompleted
from school.enrollment.rules.eligibility import (
    NEVER_WAIVED,
    NO_WAIVER,
    Reason,
    Waiver,
)
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person


def refuse_ineligible(
    person: Person,
    cohort: Cohort,
    *,
    by: Actor,
    at: datetime,
    waiver: Waiver = NO_WAIVER,
) -> list[str]:
    """Raise what stands against an application; the codes that the waiver lets pass.

    Whoever completed the course before comes again only by the registrar.
    """
    is_registrar = access.can_admit(by)
    if waiver.reason.strip() and not is_registrar:
        raise NotPermitted
    ignored = {CourseCompleted.code} if is_registrar else set()
    if waiver.shifts:
        ignored.add(ShiftClash.code)
    found = reasons_against(person, cohort, at=at)
    against = [reason for reason in found if reason.code not in ignored]
    if not waiver.reason.strip():
        _refuse(person, against)
        return []
    _refuse(person, [reason for reason in against if reason.code in NEVER_WAIVED])
    return sorted({reason.code for reason in against})


def refuse_since(
    enrollment: Enrollment,
    cohort: Cohort,
    *,
    at: datetime,
    override: str = "",
    ignoring: Set[str] = frozenset(),
) -> None:
    """What has come up after the application and was not waived with it."""
    against = [
        reason
        for reason in reasons_since(enrollment, cohort, at=at)
        if reason.code not in ignoring
        and (not override.strip() or reason.code in NEVER_WAIVED)
    ]
    _refuse(enrollment.person, against)


def _refuse(person: Person, against: Iterable[Reason]) -> None:
    refusals = in_words(person, against)
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise NotEligible(refusals)
