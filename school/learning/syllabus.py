"""A person's way through the lessons of an edition, read in a constant number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from school.courses.models import Edition, Lesson, Module
from school.learning.models import Progress
from school.learning.rules import Standing, standing
from school.learning.signals import parts_asked
from school.people.models import Person


@dataclass(frozen=True, slots=True)
class LessonRow:
    lesson: Lesson
    progress: Progress | None

    @property
    def is_done(self) -> bool:
        return bool(self.progress and self.progress.completed_at)

    @property
    def has_parts(self) -> bool:
        """Some of it was read, and it is not done."""
        return not self.is_done and bool(self.progress and self.progress.parts_read)

    @property
    def anchor(self) -> str:
        """Where on the page to go on, as the end of its address."""
        part = self.progress.next_part if self.progress and self.has_parts else ""
        return f"#p-{part}" if part else ""


@dataclass(frozen=True, slots=True)
class Syllabus:
    modules: list[tuple[Module, list[LessonRow]]]
    standing: Standing
    next_row: LessonRow | None

    @property
    def next_lesson(self) -> Lesson | None:
        return self.next_row.lesson if self.next_row else None


def syllabus_of(edition: Edition, person: Person) -> Syllabus:
    kept = {
        progress.lesson_id: progress
        for progress in Progress.objects.filter(
            person=person, lesson__module__edition=edition
        )
    }
    modules = [
        (module, [LessonRow(lesson, kept.get(lesson.pk)) for lesson in lessons])
        for module in edition.modules.prefetch_related("lessons")
        if (lessons := list(module.lessons.all()))
    ]
    rows = [row for _module, of in modules for row in of]
    stands = standing(
        [row.lesson.pk for row in rows], {row.lesson.pk for row in rows if row.is_done}
    )
    following = [row for row in rows if row.lesson.pk == stands.next_lesson]
    return Syllabus(modules, stands, following[0] if following else None)


def parts_of(lesson: Lesson) -> list[str]:
    """The parts of the lesson's page by name; none while it has no page."""
    answers = parts_asked.send(sender=Lesson, lesson=lesson)
    return next((list(parts) for _receiver, parts in answers if parts), [])


def standings_of(person: Person, edition_ids: Collection[int]) -> dict[int, Standing]:
    """The standing of one person in several editions, in two queries."""
    lessons = Lesson.objects.filter(module__edition__in=edition_ids).order_by(
        "module__number", "number"
    )
    in_order: dict[int, list[int]] = {edition: [] for edition in edition_ids}
    for lesson_id, edition_id in lessons.values_list("pk", "module__edition"):
        in_order[edition_id].append(lesson_id)
    done = set(
        Progress.objects.filter(person=person)
        .exclude(completed_at=None)
        .values_list("lesson_id", flat=True)
    )
    return {edition: standing(ids, done) for edition, ids in in_order.items()}


def next_rows(
    person: Person, standings: Mapping[int, Standing]
) -> dict[int, LessonRow | None]:
    """Of each edition the lesson to go on with, in two queries."""
    ids = {one.next_lesson for one in standings.values() if one.next_lesson}
    lessons = Lesson.objects.in_bulk(ids)
    kept = {
        progress.lesson_id: progress
        for progress in Progress.objects.filter(person=person, lesson__in=ids)
    }
    return {
        edition: LessonRow(lessons[one.next_lesson], kept.get(one.next_lesson))
        if one.next_lesson
        else None
        for edition, one in standings.items()
    }
