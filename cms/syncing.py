"""What was read without a signal, taken when it is back: in any order, however often."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from cms import reading
from cms.models import LessonPage
from cms.reading import Reader
from school.learning import actions as learning
from school.learning import rules
from school.learning.actions import NotedTime
from school.learning.batches import (
    CHECKS,
    DONE,
    PARTS,
    TIME,
    Batch,
    Sent,
)
from school.learning.refusals import ChecksChanged, NotInCourse, TimeNotCounted
from school.lib.batches import Outcome
from school.lib.errors import Refusal
from school.people.models import Person, User

# Self-checks before the end of the lesson that asks for them.
ORDER = [PARTS, CHECKS, DONE]
Lessons = Mapping[str, tuple[LessonPage, Reader]]


def take(batch: Batch, *, person: Person, by: User, at: datetime) -> list[Outcome]:
    """Every row answered for itself."""
    lessons = _lessons({row.lesson for row in batch.rows}, person)
    off, since = at - batch.sent_at, reading.joined_at(person)
    outcomes = list(batch.unreadable)
    kinds: dict[str, list[Sent]] = {kind: [] for kind in (*ORDER, TIME)}
    for row in batch.rows:
        if row.lesson in lessons:
            kinds[row.kind].append(row)
        else:
            outcomes.append(_refused(row, NotInCourse()))
    for kind in ORDER:
        for row in sorted(kinds[kind], key=lambda row: row.at):
            outcomes.append(
                _taken(
                    row,
                    *lessons[row.lesson],
                    by=by,
                    at=rules.done_at(row.at + off, since=since or at, received_at=at),
                )
            )
    return outcomes + _time(kinds[TIME], lessons, batch, person=person, at=at)


def _lessons(codes: Iterable[str], person: Person) -> Lessons:
    readers = reading.readers_of(set(codes), person)
    pages = LessonPage.objects.live().filter(lesson__code__in=readers)
    by_code = {
        page.lesson.code: page
        for page in pages.select_related("lesson").order_by("lesson")
    }
    return {code: (page, readers[code]) for code, page in by_code.items()}


def _taken(
    row: Sent, page: LessonPage, reader: Reader, *, by: User, at: datetime
) -> Outcome:
    try:
        _do(row, page, reader, by=by, at=at)
    except Refusal as refusal:
        return _refused(row, refusal)
    return Outcome(str(row.uuid), "kept")


def _do(row: Sent, page: LessonPage, reader: Reader, *, by: User, at: datetime) -> None:
    person, lesson = reader.person, reader.lesson
    if row.kind == PARTS:
        learning.read_parts(
            person, lesson=lesson, parts=row.parts, of=page.parts, at=at
        )
    elif row.kind == DONE:
        has_checks = bool(page.checks)
        learning.complete_lesson(
            person, lesson=lesson, has_checks=has_checks, by=by, at=at
        )
    else:
        answers = [check.answer for check in page.checks]
        if len(row.chosen) != len(answers) or not all(row.chosen):
            raise ChecksChanged
        right = sum(rules.checks_right(row.chosen, answers))
        learning.record_checks(
            person, lesson=lesson, right=right, total=len(answers), at=at
        )


def _time(
    rows: list[Sent],
    lessons: Lessons,
    batch: Batch,
    *,
    person: Person,
    at: datetime,
) -> list[Outcome]:
    """All that counts in one go: a phone sends in order, whichever lessons it names."""
    noted = [
        NotedTime(row.uuid, lessons[row.lesson][1].lesson, row.span, batch.device)
        for row in rows
        if row.span
    ]
    taken = learning.record_reading_time(
        person, noted=noted, sent_at=batch.sent_at, at=at
    )
    return [
        _refused(row, TimeNotCounted())
        if row.uuid in taken.refused
        else Outcome(str(row.uuid), "kept")
        for row in rows
    ]


def _refused(row: Sent, refusal: Refusal) -> Outcome:
    return Outcome(str(row.uuid), "refused", refusal.code, str(refusal))
