"""A reserved place for somebody who has a right to it that no registrar need look at."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access
from school.enrollment.actions.applications import enter, refuse_closed
from school.enrollment.actions.offers import settle
from school.enrollment.models import Enrollment
from school.enrollment.places import held, held_person, places_in
from school.enrollment.refusals import NoReservedPlace
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Consent, Person


@transaction.atomic
def take_reserved(
    person: Person,
    *,
    cohort: Cohort,
    kind: str,
    by: Actor,
    consent: Consent | None,
    reason: str,
    at: datetime | None = None,
) -> Enrollment:
    """Enrol the person at once on a seat kept for `kind`: past the line, and on no other seat.

    For an app above that gives such seats by its own rules; `by` is the person herself.
    """
    if not access.can_apply(by, person):
        raise NotPermitted
    held_person(person.pk)
    cohort = held(cohort.pk)
    at = at or timezone.now()
    refuse_closed(cohort, is_late_allowed=False, at=at)
    settle(cohort, at=at)
    if not places_in(cohort, at=at).left_in(kind):
        raise NoReservedPlace(cohort=cohort.name)
    enrollment = enter(
        person,
        cohort=cohort,
        by=by,
        source=Enrollment.Source.SELF,
        consent=consent,
        quota_kind=kind,
        quota_reason=reason,
        at=at,
    )
    # Counted under the class's lock: with a seat left in the pool nobody has to wait.
    if enrollment.status != Enrollment.Status.ENROLLED:
        raise NoReservedPlace(cohort=cohort.name)
    return enrollment
