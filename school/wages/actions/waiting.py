"""The one question to who waited for a place in vain: pay without the course, to set beside pay after it."""

from datetime import datetime

from django.db import transaction

from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.wages import rules
from school.wages.actions.follow_ups import OPEN, note_scheduled
from school.wages.models import FollowUp


@transaction.atomic
def schedule_waited(
    enrollment: Enrollment, *, at: datetime, by: Actor = SYSTEM
) -> FollowUp | None:
    """Put down the question of half a year after the class began without her.

    None if she ever had a place in the course. It is put down for who does not agree to
    be asked, too, or waited before, and never asked: so it is known of how many the
    others' answers tell.
    """
    # Hazard: the class's row is locked, and who applies locks the person before the class.
    # So the person is not locked here; who has a place meanwhile is not asked either.
    placed = Enrollment.objects.filter(
        person=enrollment.person_id,
        cohort__edition__course=enrollment.cohort.edition.course_id,
        enrolled_at__isnull=False,
    )
    if placed.exists():
        return None
    follow_up = FollowUp.objects.create(
        enrollment=enrollment,
        occasion=FollowUp.Occasion.WAITED,
        months=rules.MONTHS_WAITED,
        due_on=rules.add_months(enrollment.cohort.starts_on, rules.MONTHS_WAITED),
    )
    note_scheduled(follow_up, by=by, at=at)
    return follow_up


@transaction.atomic
def end_waited(enrollment: Enrollment, *, by: Actor, at: datetime) -> list[FollowUp]:
    """She has a place in the course: nobody asks any more how it goes without one."""
    ended = []
    asked = FollowUp.objects.of_who_waited().filter(
        enrollment__person=enrollment.person_id,
        enrollment__cohort__edition__course=enrollment.cohort.edition.course_id,
    )
    for follow_up in asked.filter(status__in=OPEN):
        # Answered meanwhile, it was answered before she had the place.
        still_open = FollowUp.objects.filter(pk=follow_up.pk, status__in=OPEN)
        if still_open.update(status=FollowUp.Status.ENDED):
            follow_up.status = FollowUp.Status.ENDED
            journal.record(by=by, verb="wages.end_waited", on=follow_up, at=at)
            ended.append(follow_up)
    return ended
