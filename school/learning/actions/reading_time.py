from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.learning import rules
from school.learning.access import counting_classes
from school.learning.models import ReadingTime
from school.learning.rules import Span
from school.people.models import Person


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
