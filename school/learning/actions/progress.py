from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.courses.models import Lesson
from school.journal import actions as journal
from school.learning import refusals, rules
from school.learning.access import keeps_progress
from school.learning.models import PartRead, Progress
from school.learning.signals import lesson_furthered
from school.people.models import Person, User


@transaction.atomic
def open_lesson(
    person: Person, *, lesson: Lesson, at: datetime, parts_total: int | None = None
) -> Progress:
    """Remember that the lesson was opened, on which day last, and how many parts it has."""
    if not keeps_progress(person, lesson):
        raise refusals.NotInCourse
    today = timezone.localdate(at)
    progress, _made = Progress.objects.get_or_create(
        person=person,
        lesson=lesson,
        defaults={
            "opened_at": at,
            "last_opened_on": today,
            "parts_total": parts_total or 0,
        },
    )
    changed = []
    if progress.last_opened_on is None or progress.last_opened_on < today:
        progress.last_opened_on = today
        changed.append("last_opened_on")
    if parts_total is not None and progress.parts_total != parts_total:
        progress.parts_total = parts_total
        changed.append("parts_total")
    if changed:
        progress.save(update_fields=changed)
    return progress


@transaction.atomic
def read_parts(
    person: Person,
    *,
    lesson: Lesson,
    parts: Collection[str],
    of: Sequence[str],
    at: datetime,
) -> Progress:
    """Add to the parts that were read; `of` are the parts that the page has now, in order.

    However often and from however many phones they are sent, each is added once.
    """
    progress = open_lesson(person, lesson=lesson, at=at)
    Progress.objects.select_for_update(no_key=True).get(pk=progress.pk)
    PartRead.objects.bulk_create(
        [
            PartRead(person=person, lesson=lesson, part=part, read_at=at)
            for part in of
            if part in parts
        ],
        ignore_conflicts=True,
    )
    place(progress, of)
    progress.refresh_from_db()
    return progress


def place(progress: Progress, of: Sequence[str]) -> None:
    its = {"person": progress.person_id, "lesson": progress.lesson_id}
    read = PartRead.objects.filter(**its).values_list("part", "read_at")
    count, onward = rules.place(of, dict(read))
    Progress.objects.filter(**its).update(
        parts_read=count, parts_total=len(of), next_part=onward
    )


@transaction.atomic
def record_checks(
    person: Person, *, lesson: Lesson, right: int, total: int, at: datetime
) -> Progress:
    """Keep the best try at the lesson's self-checks."""
    opened = open_lesson(person, lesson=lesson, at=at)
    progress = Progress.objects.select_for_update(no_key=True).get(pk=opened.pk)
    if rules.is_no_worse(
        (right, total), (progress.checks_right, progress.checks_total)
    ):
        progress.checks_right, progress.checks_total = right, total
        progress.save(update_fields=["checks_right", "checks_total"])
        lesson_furthered.send(Progress, person=person, lesson=lesson)
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
        lesson_furthered.send(Progress, person=person, lesson=lesson)
    progress.refresh_from_db()
    return progress
