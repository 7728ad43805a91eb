from datetime import datetime

from django.db import transaction

from school.courses.models import Lesson
from school.journal import actions as journal
from school.learning import refusals
from school.learning.access import keeps_progress
from school.learning.models import Progress
from school.people.models import Person, User


@transaction.atomic
def open_lesson(person: Person, *, lesson: Lesson, at: datetime) -> Progress:
    """Remember that the lesson was opened; opening it again changes nothing."""
    if not keeps_progress(person, lesson):
        raise refusals.NotInCourse
    progress, _made = Progress.objects.get_or_create(
        person=person, lesson=lesson, defaults={"opened_at": at}
    )
    return progress


@transaction.atomic
def record_checks(
    person: Person, *, lesson: Lesson, right: int, total: int, at: datetime
) -> Progress:
    """Keep the best try at the lesson's self-checks."""
    progress = open_lesson(person, lesson=lesson, at=at)
    Progress.objects.filter(pk=progress.pk, checks_right__lte=right).update(
        checks_right=right, checks_total=total
    )
    progress.refresh_from_db()
    return progress


@transaction.atomic
def complete_lesson(
    person: Person, *, lesson: Lesson, has_checks: bool, by: User, at: datetime
) -> Progress:
    """Mark the lesson as done; done twice, the first time stands.

    Where the lesson has self-checks they must have been tried, right or wrong: they
    are there to learn from.
    """
    progress = open_lesson(person, lesson=lesson, at=at)
    if has_checks and progress.checks_total == 0:
        raise refusals.ChecksFirst
    changed = Progress.objects.filter(pk=progress.pk, completed_at=None).update(
        completed_at=at
    )
    if changed:
        journal.record(
            by=by,
            verb="learning.complete_lesson",
            on=person,
            data={"lesson": lesson.code},
            at=at,
        )
    progress.refresh_from_db()
    return progress
