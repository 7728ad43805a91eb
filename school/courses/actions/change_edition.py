"""A class that has not begun goes over to another edition of its course.

Once it has begun it keeps the edition, and the hours, that it began with: minutes,
marks and certificates refer to them.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from school.courses import access, signals
from school.courses.actions.clashes import refuse_clashes
from school.courses.actions.dates import held, keep_dates
from school.courses.actions.plan import Pattern, drop, keep, lay_out, refuse_pattern
from school.courses.actions.telling import tell_of_edition
from school.courses.models import Cohort, Edition
from school.courses.refusals import (
    ClassBegun,
    ClassTooLarge,
    EditionNotSignedOff,
    EnrolmentEndsTooLate,
    NotPublished,
    OtherCourse,
    ReasonMissing,
    RunsItAlready,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted

NOT_BEGUN = (Cohort.Status.DRAFT, Cohort.Status.ANNOUNCED, Cohort.Status.ENROLLING)


@transaction.atomic
def change_edition(
    cohort: Cohort,
    *,
    edition: Edition,
    pattern: Pattern,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> Cohort:
    """Hold the class by another edition: evening by evening, on the dates of the pattern.

    What the other edition has more gets dates of its own; what it has fewer is cancelled.
    """
    if not (access.can_change(by, cohort) and access.can_plan(by, cohort)):
        raise NotPermitted
    if not reason.strip():
        raise ReasonMissing
    at = at or timezone.now()
    refuse_pattern(pattern)
    taken = held(cohort)
    refuse_edition(taken, edition, at=at)
    before, taken.edition = taken.edition, edition
    data = _replan(taken, pattern, at=at)
    cohort.edition = edition
    cohort.starts_on, cohort.ends_on = taken.starts_on, taken.ends_on
    journal.record(
        by=by,
        verb="courses.change_edition",
        on=cohort,
        reason=reason,
        data={"from": before.version, "to": edition.version, **data},
        at=at,
    )
    tell_of_edition(taken, by=by, at=at)
    signals.edition_changed.send(sender=Cohort, cohort=taken, by=by, at=at)
    return cohort


def _replan(cohort: Cohort, pattern: Pattern, *, at: datetime) -> dict[str, Any]:
    """Write the evenings of the edition that the class has now; what became of them."""
    sessions = lay_out(cohort, pattern)
    dropped = drop(cohort, sessions, at=at)
    refuse_clashes(sessions)
    keep(sessions, at=at)
    cohort.save(update_fields=["edition"])
    keep_dates(cohort)
    if cohort.enrol_until > cohort.ends_on:
        raise EnrolmentEndsTooLate
    return {
        "evenings": len(sessions),
        "fallen_away": [session.pk for session in dropped],
    }


def refuse_edition(cohort: Cohort, edition: Edition, *, at: datetime) -> None:
    if edition.course_id != cohort.edition.course_id:
        raise OtherCourse
    if edition.pk == cohort.edition_id:
        raise RunsItAlready
    begun = cohort.sessions.planned().filter(starts_at__lte=at).exists()
    if cohort.status not in NOT_BEGUN or begun:
        raise ClassBegun
    if edition.status != Edition.Status.PUBLISHED:
        raise NotPublished
    if cohort.status == Cohort.Status.ENROLLING and not edition.is_signed_off:
        raise EditionNotSignedOff
    if cohort.seats > edition.class_size_max:
        raise ClassTooLarge(most=edition.class_size_max)
