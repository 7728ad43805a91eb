"""Time spent on lessons, and the hours that come of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from school.attendance.rules import Beside
from school.courses.models import Edition, Lesson
from school.enrollment.models import Enrollment
from school.learning import actions
from school.learning.actions import NotedTime
from school.learning.hours import (
    beside_evenings,
    counted_minutes,
    hours_of,
    online_minutes,
)
from school.learning.models import ReadingTime
from school.people.models import Person
from tests.factories.courses import make_cohort, make_course, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.learning import make_noted

NOW = timezone.now()


@pytest.fixture
def edition() -> Edition:
    return make_edition(online_minutes_max=10)


@pytest.fixture
def enrollment(edition: Edition, trainee: Person) -> Enrollment:
    return make_enrollment(
        make_cohort(edition=edition), trainee, applied_at=NOW - timedelta(days=9)
    )


@pytest.fixture
def lessons(edition: Edition) -> list[Lesson]:
    return list(
        Lesson.objects.filter(module__edition=edition)
        .select_related("module")
        .order_by("module__number")
    )


def record(person: Person, *noted: NotedTime, at: datetime = NOW) -> list[ReadingTime]:
    return actions.record_reading_time(person, noted=noted, sent_at=at, at=at).lines


def refused(person: Person, *noted: NotedTime) -> list[bool]:
    taken = actions.record_reading_time(person, noted=noted, sent_at=NOW, at=NOW)
    assert len(taken.lines) + len(taken.refused) == len(noted)
    return [one.uuid in taken.refused for one in noted]


def minutes(lesson: Lesson, count: int, *, ago: int = 600, **more: Any) -> NotedTime:
    begun = NOW - timedelta(minutes=ago)
    return make_noted(lesson, begun, seconds=count * 60, **more)


def test_time_read_counts(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    record(trainee, minutes(lessons[0], 5))
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 5}
    assert counted_minutes([enrollment.pk]) == {enrollment.pk: 5}
    told = hours_of([enrollment.pk])[enrollment.pk]
    assert (told.evenings, told.online, told.online_most, told.total) == (0, 5, 10, 5)


def test_what_may_still_be_read_ends_with_the_limit_or_the_lessons(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    record(trainee, minutes(lessons[0], 5))
    course = enrollment.cohort.edition.course
    generous = make_edition(course=course, online_minutes_max=90)
    other = make_enrollment(make_cohort(edition=generous, name="另一班"))
    none = make_enrollment(make_cohort(edition=make_edition(course=course), name="三"))
    assert beside_evenings([enrollment.pk, other.pk, none.pk]) == {
        enrollment.pk: Beside(5, 5),
        other.pk: Beside(0, sum(lesson.reading_minutes for lesson in lessons)),
        none.pk: Beside(),
    }


def test_sent_again_it_counts_once(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    noted = minutes(lessons[0], 5)
    record(trainee, noted)
    assert record(trainee, noted, at=NOW + timedelta(hours=1)) == []
    record(trainee, minutes(lessons[1], 5))
    assert ReadingTime.objects.count() == 1
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 5}


def test_what_took_longer_to_arrive_the_second_time_counts_once(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    noted = minutes(lessons[0], 5)
    record(trainee, noted)
    later = NOW + timedelta(seconds=5)
    taken = actions.record_reading_time(trainee, noted=[noted], sent_at=NOW, at=later)
    assert not taken.lines
    assert ReadingTime.objects.get().seconds == 300


def test_a_lesson_counts_no_longer_than_it_takes_and_all_within_the_limit(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    first, second = lessons[:2]
    record(trainee, minutes(first, 9), minutes(first, 9, ago=500))
    assert online_minutes([enrollment.pk]) == {enrollment.pk: first.reading_minutes}
    record(trainee, minutes(second, 8, ago=400))
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 10}


def test_an_edition_that_counts_no_lessons_takes_no_time(trainee: Person) -> None:
    enrollment = make_enrollment(make_cohort(), trainee)
    lesson = Lesson.objects.select_related("module").first()
    assert lesson
    assert refused(trainee, minutes(lesson, 1)) == [True]
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 0}


def test_who_has_finished_adds_nothing_more(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    Enrollment.objects.filter(pk=enrollment.pk).update(status="completed")
    assert refused(trainee, minutes(lessons[0], 1)) == [True]


def test_nothing_before_one_joined_the_class(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    record(trainee, minutes(lessons[0], 5, ago=60 * 24 * 10))
    assert online_minutes([enrollment.pk]) == {enrollment.pk: 0}


def test_a_phone_cannot_fill_the_time_before_its_last_sending(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    first, second = lessons[:2]
    record(trainee, minutes(first, 5, ago=60))
    assert record(trainee, minutes(second, 5, ago=90)) == []
    # Another phone that was without a signal may.
    other = replace(minutes(second, 5, ago=90), device="tablet")
    assert [line.seconds for line in record(trainee, other)] == [300]


def test_what_was_read_in_the_class_before_comes_along(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    record(trainee, minutes(lessons[0], 5))
    Enrollment.objects.filter(pk=enrollment.pk).update(status="withdrawn")
    beside = make_enrollment(
        make_cohort(edition=enrollment.cohort.edition, name="另一班"),
        trainee,
        moved_from=enrollment,
        applied_at=NOW - timedelta(days=9),
    )
    record(trainee, minutes(lessons[0], 2, ago=300))
    assert online_minutes([beside.pk]) == {beside.pk: 7}


def test_the_database_refuses_to_edit_the_ledger(
    trainee: Person, enrollment: Enrollment, lessons: list[Lesson]
) -> None:
    record(trainee, minutes(lessons[0], 5))
    with pytest.raises(DatabaseError), transaction.atomic():
        ReadingTime.objects.update(seconds=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReadingTime.objects.all().delete()


def test_hours_of_many_cost_the_same(
    trainee: Person,
    classmate: Person,
    enrollment: Enrollment,
    lessons: list[Lesson],
    django_assert_num_queries: Any,
) -> None:
    record(trainee, minutes(lessons[0], 5))
    other = make_enrollment(make_cohort(edition=make_edition(course=make_course("AA"))))
    mate = make_enrollment(enrollment.cohort, classmate)
    with django_assert_num_queries(3):
        online_minutes([enrollment.pk])
    with django_assert_num_queries(3):
        found = online_minutes([enrollment.pk, mate.pk, other.pk])
    assert found == {enrollment.pk: 5, mate.pk: 0, other.pk: 0}
