"""People who learned, and people who waited for a place in the same class in vain."""

from datetime import datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.people.models import Consent, ConsentText, Person
from school.wages import actions
from school.wages.models import FollowUp
from school.wages.rules import Pay
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

Status = Enrollment.Status
# From the application to the first evening.
AHEAD = timedelta(days=20)


def consent_to_waiting(person: Person) -> Consent:
    """To the text that speaks of who gets no place."""
    texts = ConsentText.objects.filter(purpose="wages", covers_waiting=True)
    return Consent.objects.create(
        person=person, text=texts.latest("pk"), given_at=timezone.now()
    )


def make_waiting(
    cohort: Cohort, person: Person | None = None, *, yuan: int | None = 4200
) -> Enrollment:
    """One in the line of a class, who agreed to be asked and told what she earns; or did not."""
    person = person or make_trainee()
    last = cohort.enrollments.aggregate(last=Max("queue_number"))["last"] or 0
    applied_at = _noon(cohort, -AHEAD)
    enrollment = make_enrollment(
        cohort,
        person,
        status=Status.WAITLISTED,
        queue_number=last + 1,
        applied_at=applied_at,
        enrolled_at=None,
    )
    if yuan is not None:
        consent_to_waiting(person)
        pay = Pay(yuan * 100, "month")
        actions.tell_baseline(enrollment, pay=pay, by=SYSTEM, at=applied_at)
    return enrollment


def make_waited(
    cohort: Cohort,
    person: Person | None = None,
    *,
    yuan: int | None = 4200,
    then: int | None = None,
) -> FollowUp:
    """One who got no place; `then`, in yuan, is what she earned half a year later."""
    enrollment = make_waiting(cohort, person, yuan=yuan)
    began = _noon(cohort)
    Enrollment.objects.filter(pk=enrollment.pk).update(
        status=Status.WITHDRAWN, ended_at=began
    )
    enrollment.refresh_from_db()
    asked = actions.schedule_waited(enrollment, at=began)
    assert asked
    if then is not None:
        _answer(asked, then)
    return asked


def make_learned(cohort: Cohort, *, yuan: int = 4000, then: int) -> Enrollment:
    """One who was in the class and completed it, and what she earned at the first question."""
    person = make_trainee()
    consent_to_waiting(person)
    applied_at = _noon(cohort, -AHEAD)
    enrollment = make_enrollment(
        cohort, person, applied_at=applied_at, enrolled_at=applied_at
    )
    pay = Pay(yuan * 100, "month")
    actions.tell_baseline(enrollment, pay=pay, by=SYSTEM, at=applied_at)
    Enrollment.objects.filter(pk=enrollment.pk).update(status=Status.COMPLETED)
    enrollment.refresh_from_db()
    first, *_later = actions.schedule_follow_ups(
        enrollment, at=_noon(cohort, timedelta(days=60))
    )
    _answer(first, then)
    return enrollment


def _answer(asked: FollowUp, yuan: int) -> None:
    at = datetime.combine(asked.due_on, time(12), timezone.get_current_timezone())
    actions.answer_follow_up(
        asked,
        employment=FollowUp.Employment.EMPLOYED,
        pay=Pay(yuan * 100, "month"),
        by=SYSTEM,
        at=at,
    )


def _noon(cohort: Cohort, later: timedelta = timedelta()) -> datetime:
    noon = datetime.combine(cohort.starts_on, time(12), timezone.get_current_timezone())
    return noon + later
