"""Lessons keep their code: what was read stays read when the class goes by another edition."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.courses.actions import change_edition
from school.courses.actions.plan import Pattern
from school.courses.models import Cohort, Edition, Lesson
from school.enrollment.actions import transfer
from school.enrollment.models import Enrollment
from school.learning import actions
from school.learning.hours import online_minutes
from school.learning.models import PartRead, Progress, ReadingTime
from school.learning.signals import parts_asked
from school.learning.syllabus import LessonRow, syllabus_of
from school.people.models import Person, User
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.learning import make_noted

PAGE = ["a", "b", "c", "d"]
MONDAY = date(2027, 3, 1)
NOW = timezone.now()


@pytest.fixture
def cohort(db: None) -> Cohort:
    edition = make_edition(online_minutes_max=30)
    return make_cohort(edition=edition, starts_on=MONDAY)


@pytest.fixture
def newer(cohort: Cohort) -> Edition:
    """With an evening more, and lessons that take longer to read."""
    edition = make_edition(
        course=cohort.edition.course,
        evenings=5,
        online_minutes_max=30,
        status=Edition.Status.DRAFT,
    )
    Lesson.objects.filter(module__edition=edition).update(reading_minutes=12)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    return edition


@pytest.fixture
def enrollment(cohort: Cohort, trainee: Person) -> Enrollment:
    applied = NOW - timedelta(days=9)
    return make_enrollment(cohort, trainee, applied_at=applied)


def lesson_of(edition: Edition) -> Lesson:
    return Lesson.objects.select_related("module").filter(module__edition=edition)[0]


def read(person: Person, edition: Edition, *parts: str) -> Progress:
    return actions.read_parts(
        person, lesson=lesson_of(edition), parts=parts, of=PAGE, at=timezone.now()
    )


def change(cohort: Cohort, edition: Edition, by: User) -> None:
    pattern = Pattern(weekdays=(0, 2))
    change_edition(cohort, edition=edition, pattern=pattern, by=by, reason="新版")


def first_row(person: Person, edition: Edition) -> LessonRow:
    return syllabus_of(edition, person).modules[0][1][0]


def test_a_class_that_changes_its_edition_goes_on_where_it_was(
    trainee: Person,
    enrollment: Enrollment,
    cohort: Cohort,
    newer: Edition,
    registrar: User,
    classmate: Person,
) -> None:
    make_enrollment(cohort, classmate)
    lesson = lesson_of(cohort.edition)
    read(trainee, cohort.edition, "a", "b")
    actions.record_checks(trainee, lesson=lesson, right=2, total=3, at=NOW)
    change(cohort, newer, registrar)
    row = first_row(trainee, newer)
    assert row.progress
    assert (row.progress.parts_read, row.anchor) == (2, "#p-c")
    assert (row.progress.checks_right, row.progress.checks_total) == (2, 3)
    assert not row.is_done
    assert read(trainee, newer, "c").parts_read == 3
    assert first_row(classmate, newer).progress is None


def test_back_again_what_was_read_in_either_is_read(
    trainee: Person,
    enrollment: Enrollment,
    cohort: Cohort,
    newer: Edition,
    registrar: User,
) -> None:
    former = cohort.edition
    read(trainee, former, "a")
    change(cohort, newer, registrar)
    read(trainee, newer, "b")
    actions.complete_lesson(
        trainee, lesson=lesson_of(newer), has_checks=False, by=trainee.user, at=NOW
    )

    def name_parts(**_asked: Any) -> list[str]:
        return PAGE

    parts_asked.connect(name_parts)
    try:
        change(cohort, former, registrar)
    finally:
        parts_asked.disconnect(name_parts)
    row = first_row(trainee, former)
    assert row.is_done
    assert row.progress
    assert (row.progress.parts_read, row.progress.next_part) == (2, "c")
    assert Progress.objects.count() == 2
    assert PartRead.objects.filter(lesson=lesson_of(former)).count() == 2


def test_who_moves_to_a_class_of_another_edition_goes_on_there(
    trainee: Person,
    enrollment: Enrollment,
    cohort: Cohort,
    newer: Edition,
    registrar: User,
) -> None:
    read(trainee, cohort.edition, "a", "b")
    beside = make_cohort(edition=newer, name="另一班", starts_on=MONDAY)
    transfer(enrollment, to=beside, by=registrar, reason="换班")
    assert first_row(trainee, newer).anchor == "#p-c"


def test_hours_read_before_and_after_the_change_count_once(
    trainee: Person,
    enrollment: Enrollment,
    cohort: Cohort,
    newer: Edition,
    registrar: User,
) -> None:
    for edition, ago in ((cohort.edition, 60), (newer, 30)):
        if edition == newer:
            change(cohort, newer, registrar)
        noted = make_noted(
            lesson_of(edition), NOW - timedelta(minutes=ago), seconds=180
        )
        actions.record_reading_time(trainee, noted=[noted], sent_at=NOW, at=NOW)
    assert ReadingTime.objects.count() == 2
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 6}
