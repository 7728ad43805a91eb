"""A reader's way through the lessons. Only trainees of a course have their progress kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Min

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.learning import actions as learning
from school.learning import rules
from school.learning.access import counting_classes
from school.learning.models import PartRead, Progress
from school.lib.crypto import signature
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
    # The parts of the page that were read, and the one to go on with.
    read: frozenset[str] = frozenset()
    next_part: str = ""
    counts_time: bool = False

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
        .select_related("module__edition")
        .order_by("-module__edition")
        .first()
    )
    return Reader(person, own) if own else None


def readers_of(codes: Collection[str], person: Person) -> dict[str, Reader]:
    """As `reader_of`, for the lessons with these codes of which the person is a trainee."""
    classes = Enrollment.objects.on_roll().filter(person=person)
    own = (
        Lesson.objects.filter(
            code__in=codes,
            module__edition__cohorts__enrollments__in=classes.values("pk"),
        )
        .select_related("module")
        .order_by("module__edition")
    )
    return {lesson.code: Reader(person, lesson) for lesson in own}


def owner(user: User) -> str:
    """Under which a phone keeps what is still to be sent: nobody else sends it."""
    return signature(str(user.pk), purpose="learning.owner").hex()[:16]


def joined_at(person: Person) -> datetime | None:
    """When the person came to the first of the classes that let her keep progress."""
    classes = Enrollment.objects.on_roll().filter(person=person)
    found: datetime | None = classes.aggregate(first=Min("applied_at"))["first"]
    return found


def turn_of(user: User | AnonymousUser) -> tuple[str, bool]:
    """As whom a phone keeps what is read, and whether time counts in any class; "" for visitors."""
    if not isinstance(user, User) or not (person := person_of(user)):
        return "", False
    classes = Enrollment.objects.on_roll().filter(person=person)
    if not classes.exists():
        return "", False
    counting = classes.filter(
        status=Enrollment.Status.ENROLLED, cohort__edition__online_minutes_max__gt=0
    )
    return owner(user), counting.exists()


def courses_of(user: User | AnonymousUser) -> set[int]:
    """The courses that the user is a trainee of."""
    if not isinstance(user, User) or not (person := person_of(user)):
        return set()
    classes = Enrollment.objects.on_roll().filter(person=person)
    return set(classes.values_list("cohort__edition__course_id", flat=True))


def opened(reader: Reader, *, parts: Sequence[str], at: datetime) -> None:
    learning.open_lesson(
        reader.person, lesson=reader.lesson, at=at, parts_total=len(parts)
    )


def way_at(lesson: Lesson, reader: Reader | None, *, parts: Sequence[str] = ()) -> Way:
    lesson = reader.lesson if reader else lesson
    lessons = list(
        Lesson.objects.filter(module__edition=lesson.module.edition_id).order_by(
            "module__number", "number"
        )
    )
    place = next(n for n, one in enumerate(lessons) if one.pk == lesson.pk)
    kept = _progress(reader, lessons)
    own = next((one for one in kept if one.lesson_id == lesson.pk), None)
    read = _parts_read(reader) if reader and own and own.parts_read else {}
    _count, onward = rules.place(parts, read)
    return Way(
        number=place + 1,
        total=len(lessons),
        previous=lessons[place - 1] if place else None,
        following=lessons[place + 1] if place + 1 < len(lessons) else None,
        is_trainee=reader is not None,
        done=sum(1 for one in kept if one.completed_at),
        progress=own,
        read=frozenset(read).intersection(parts),
        next_part=onward,
        counts_time=reader is not None and _counts_time(reader),
    )


def _counts_time(reader: Reader) -> bool:
    if not reader.lesson.module.edition.online_minutes_max:
        return False
    return bool(counting_classes(reader.person, [reader.lesson]))


def _parts_read(reader: Reader) -> dict[str, datetime]:
    read = PartRead.objects.filter(person=reader.person, lesson=reader.lesson)
    return dict(read.values_list("part", "read_at"))


def _progress(reader: Reader | None, lessons: Sequence[Lesson]) -> list[Progress]:
    if reader is None:
        return []
    return list(Progress.objects.filter(person=reader.person, lesson__in=lessons))
