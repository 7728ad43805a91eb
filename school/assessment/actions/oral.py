"""The oral exam: an invigilator reads the questions aloud and taps what the trainee says."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import (
    can_invigilate,
    invigilator_instead,
    is_candidate,
)
from school.assessment.accommodations import has_oral
from school.assessment.actions.exam import start_exam
from school.assessment.models import Attempt, OralSitting
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def begin_oral(
    enrollment: Enrollment, *, by: User, at: datetime | None = None
) -> OralSitting:
    """Begin the sitting, or go on with the one in progress, with `by` taking it down."""
    now = at or timezone.now()
    if not can_invigilate(by, enrollment.cohort) or is_candidate(by, enrollment):
        raise NotPermitted
    if not has_oral(enrollment):
        raise refusals.NoOralExam
    if other := invigilator_instead(by, enrollment.cohort):
        raise refusals.OwnTeacher(name=str(other))
    # Going on must not turn into a new sitting, which would be one less for her.
    if any(one.is_over(at=now) for one in _running(enrollment)):
        raise refusals.OralTimeUp
    # The trainee sits; the invigilator has the right to begin it for her by what is
    # asked above.
    attempt = start_exam(enrollment, by=SYSTEM, at=now)
    oral, is_new = OralSitting.objects.get_or_create(
        attempt=attempt, defaults={"invigilator": by, "begun_at": now}
    )
    if oral.invigilator_id != by.pk:
        raise refusals.TakenDownByOther(name=str(oral.invigilator))
    _hold(attempt, at=now)
    if is_new:
        journal.record(
            by=by,
            verb="assessment.begin_oral",
            on=attempt,
            data={"trainee": enrollment.person.name},
            at=now,
        )
    return oral


def _hold(attempt: Attempt, *, at: datetime) -> None:
    """From now on nothing is answered on her own phone; what was before is still taken."""
    elsewhere = Attempt.objects.filter(pk=attempt.pk).exclude(
        device=Attempt.ORAL_DEVICE
    )
    elsewhere.update(device=Attempt.ORAL_DEVICE, device_since=at)


def _running(enrollment: Enrollment) -> QuerySet[Attempt]:
    return enrollment.exam_attempts.filter(status=Attempt.Status.STARTED)
