from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from school.courses.models import Edition, Lesson
from school.learning import rules
from school.learning.actions.progress import place
from school.learning.models import PartRead, Progress
from school.learning.rules import Come
from school.learning.syllabus import parts_of


@transaction.atomic
def carry_progress(people: Collection[int], *, edition: Edition) -> None:
    """Bring over what these persons read of the same lessons in other editions of the course.

    Lessons keep their code. What stands in this edition already is joined with it.
    """
    former = _former(people, edition)
    if not former:
        return
    lessons = {one.code: one for one in Lesson.objects.filter(module__edition=edition)}
    standing = Progress.objects.select_for_update(no_key=True).order_by("pk")
    found = {
        (one.person_id, one.lesson_id): one
        for one in standing.filter(
            person__in=people, lesson__in=lessons.values()
        ).prefetch_related("lesson")
    }
    made: list[Progress] = []
    joined: dict[tuple[int, int], Progress] = {}
    for one in former:
        if (lesson := lessons.get(one.lesson.code)) is None:
            continue
        key = (one.person_id, lesson.pk)
        if own := found.get(key):
            joined[key] = _joined(own, one)
        else:
            found[key] = _copy(one, lesson)
            made.append(found[key])
    Progress.objects.bulk_create(made, ignore_conflicts=True)
    _carry_parts(former, lessons)
    for own in joined.values():
        _save_joined(own)


def _former(people: Collection[int], edition: Edition) -> list[Progress]:
    elsewhere = Progress.objects.filter(
        person__in=people, lesson__module__edition__course=edition.course_id
    ).exclude(lesson__module__edition=edition)
    return list(elsewhere.select_related("lesson").order_by("-lesson"))


def _copy(one: Progress, lesson: Lesson) -> Progress:
    """The page is the same in every edition, and so is the place in it."""
    return Progress(
        person_id=one.person_id,
        lesson=lesson,
        opened_at=one.opened_at,
        completed_at=one.completed_at,
        checks_right=one.checks_right,
        checks_total=one.checks_total,
        parts_read=one.parts_read,
        parts_total=one.parts_total,
        next_part=one.next_part,
    )


def _joined(own: Progress, other: Progress) -> Progress:
    come = rules.joined(_come(own), _come(other))
    own.opened_at, own.completed_at = come.opened_at, come.completed_at
    own.checks_right, own.checks_total = come.checks
    return own


def _come(one: Progress) -> Come:
    return Come(
        one.opened_at, one.completed_at, checks=(one.checks_right, one.checks_total)
    )


def _carry_parts(former: Sequence[Progress], lessons: Mapping[str, Lesson]) -> None:
    read = PartRead.objects.filter(
        person__in={one.person_id for one in former},
        lesson__in={one.lesson_id for one in former},
    ).select_related("lesson")
    PartRead.objects.bulk_create(
        [
            PartRead(
                person_id=one.person_id,
                lesson=lessons[one.lesson.code],
                part=one.part,
                read_at=one.read_at,
            )
            for one in read
            if one.lesson.code in lessons
        ],
        ignore_conflicts=True,
    )


def _save_joined(own: Progress) -> None:
    """With the place in the page that follows from the parts read in either edition."""
    Progress.objects.filter(person=own.person_id, lesson=own.lesson_id).update(
        opened_at=own.opened_at,
        completed_at=own.completed_at,
        checks_right=own.checks_right,
        checks_total=own.checks_total,
    )
    if of := parts_of(own.lesson):
        place(own, of)
