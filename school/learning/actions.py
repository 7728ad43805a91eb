from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.learning import refusals, rules
from school.learning.access import counting_classes, keeps_progress
from school.learning.models import PartRead, Progress, ReadingTime
from school.learning.rules import Span
from school.people.models import Person, User


@transaction.atomic
def open_lesson(
    person: Person, *, lesson: Lesson, at: datetime, parts_total: int | None = None
) -> Progress:
    """Remember that the lesson was opened, and how many parts its page has now."""
    if not keeps_progress(person, lesson):
        raise refusals.NotInCourse
    progress, _made = Progress.objects.get_or_create(
        person=person,
        lesson=lesson,
        defaults={"opened_at": at, "parts_total": parts_total or 0},
    )
    if parts_total is not None and progress.parts_total != parts_total:
        progress.parts_total = parts_total
        progress.save(update_fields=["parts_total"])
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
    kept = PartRead.objects.filter(person=person, lesson=lesson)
    count, onward = rules.place(of, dict(kept.values_list("part", "read_at")))
    Progress.objects.filter(pk=progress.pk).update(
        parts_read=count, parts_total=len(of), next_part=onward
    )
    progress.refresh_from_db()
    return progress


@dataclass(frozen=True, slots=True)
class NotedTime:
    """Reading as a phone noted it, by its own clock."""

    uuid: UUID
    lesson: Lesson
    span: Span
    device: str = ""


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """What was added, and what is of a lesson whose class counts no time (any more)."""

    lines: list[ReadingTime]
    refused: frozenset[UUID]


@transaction.atomic
def record_reading_time(
    person: Person,
    *,
    noted: Sequence[NotedTime],
    sent_at: datetime,
    at: datetime,
) -> TimeTaken:
    """Append what counts of each; what is sent again, or overlaps, adds nothing."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    classes = counting_classes(person, [one.lesson for one in noted])
    # A phone sends in order: what it says lies before is its clock gone astray.
    kept = ReadingTime.objects.filter(enrollment__person=person)
    sent = dict(kept.values_list("device").annotate(Max("ended_at")).order_by())
    found, refused = [], set()
    for one in noted:
        enrollment = classes.get(one.lesson.module.edition_id)
        if enrollment is None:
            refused.add(one.uuid)
            continue
        joined = enrollment.applied_at
        since = max(joined, sent.get(one.device, joined))
        span = rules.put_right(one.span, sent_at=sent_at, received_at=at, since=since)
        if span:
            found.append((one, enrollment, span))
    lines = _lines(person, found, at=at)
    ReadingTime.objects.bulk_create(lines)
    return TimeTaken(lines, frozenset(refused))


def _lines(
    person: Person, found: Sequence[tuple[NotedTime, Enrollment, Span]], *, at: datetime
) -> list[ReadingTime]:
    if not found:
        return []
    since = min(span.begun for _noted, _enrollment, span in found)
    kept = ReadingTime.objects.filter(enrollment__person=person, ended_at__gt=since)
    others = [Span(*one) for one in kept.values_list("begun_at", "ended_at", "seconds")]
    uuids = ReadingTime.objects.filter(uuid__in=[one.uuid for one, *_ in found])
    seen = set(uuids.values_list("uuid", flat=True))
    lines = []
    for noted, enrollment, span in found:
        seconds = rules.counted_seconds(span, others)
        if noted.uuid in seen or not seconds:
            continue
        seen.add(noted.uuid)
        others.append(span)
        line = ReadingTime(
            enrollment=enrollment,
            lesson=noted.lesson,
            uuid=noted.uuid,
            device=noted.device,
            begun_at=span.begun,
            ended_at=span.ended,
            claimed_seconds=noted.span.seconds,
            seconds=seconds,
            received_at=at,
        )
        lines.append(line)
    return lines


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
