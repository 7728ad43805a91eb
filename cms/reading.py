"""A reader's way through the lessons. Only trainees of a course have their progress kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.learning import actions as learning
from school.learning.models import Progress
from school.people.access import person_of
from school.people.models import Person, User


@dataclass(frozen=True, slots=True)
class Reader:
    """A trainee, and the lesson as the edition of the trainee's own class has it."""

    person: Person
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Way:
    """Where a lesson stands among those of its course."""

    number: int
    total: int
    previous: Lesson | None
    following: Lesson | None
    is_trainee: bool
    done: int = 0
    progress: Progress | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.progress and self.progress.completed_at)


def reader_of(lesson: Lesson, user: User | AnonymousUser) -> Reader | None:
    """Who reads, if it is a trainee of a course that has this lesson."""
    if not isinstance(user, User) or not (person := person_of(user)):
        return None
    classes = Enrollment.objects.on_roll().filter(person=person)
    own = (
        Lesson.objects.filter(
            code=lesson.code,
            module__edition__cohorts__enrollments__in=classes.values("pk"),
        )
        .select_related("module")
        .order_by("-module__edition")
        .first()
    )
    return Reader(person, own) if own else None


def opened(reader: Reader, *, at: datetime) -> None:
    learning.open_lesson(reader.person, lesson=reader.lesson, at=at)


def way_at(lesson: Lesson, reader: Reader | None) -> Way:
    lesson = reader.lesson if reader else lesson
    lessons = list(
        Lesson.objects.filter(module__edition=lesson.module.edition_id).order_by(
            "module__number", "number"
        )
    )
    place = next(n for n, one in enumerate(lessons) if one.pk == lesson.pk)
    kept = _progress(reader, lessons)
    return Way(
        number=place + 1,
        total=len(lessons),
        previous=lessons[place - 1] if place else None,
        following=lessons[place + 1] if place + 1 < len(lessons) else None,
        is_trainee=reader is not None,
        done=sum(1 for one in kept if one.completed_at),
        progress=next((one for one in kept if one.lesson_id == lesson.pk), None),
    )


def _progress(reader: Reader | None, lessons: Sequence[Lesson]) -> list[Progress]:
    if reader is None:
        return []
    return list(Progress.objects.filter(person=reader.person, lesson__in=lessons))
