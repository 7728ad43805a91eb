"""Parts of a lesson that were read: a union, however and from wherever they are sent."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.learning import actions
from school.learning.models import PartRead, Progress
from school.lib.errors import Refusal
from school.people.models import Person
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

PAGE = ["a", "b", "c", "d"]


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    return make_enrollment(make_cohort(), trainee)


@pytest.fixture
def lesson(enrollment: Enrollment) -> Lesson:
    return enrollment.cohort.edition.modules.first().lessons.first()


def read(person: Person, lesson: Lesson, *parts: str, **more: Any) -> Progress:
    given = {"of": PAGE, "at": timezone.now(), **more}
    return actions.read_parts(person, lesson=lesson, parts=parts, **given)


def test_parts_are_added_and_one_goes_on_behind_them(
    trainee: Person, lesson: Lesson
) -> None:
    read(trainee, lesson, "a")
    progress = read(trainee, lesson, "a", "b")
    assert (progress.parts_read, progress.parts_total) == (2, 4)
    assert progress.next_part == "c"
    assert PartRead.objects.count() == 2


def test_the_order_in_which_two_phones_send_makes_no_difference(
    trainee: Person, lesson: Lesson
) -> None:
    now = timezone.now()
    read(trainee, lesson, "c", at=now)
    progress = read(trainee, lesson, "a", "b", at=now - timedelta(hours=1))
    assert (progress.parts_read, progress.next_part) == (3, "d")


def test_what_was_read_survives_an_edit_of_the_page(
    trainee: Person, lesson: Lesson
) -> None:
    read(trainee, lesson, "a", "b")
    progress = read(trainee, lesson, of=["a", "new", "c"])
    assert (progress.parts_read, progress.parts_total) == (1, 3)
    assert progress.next_part == "new"
    assert PartRead.objects.filter(part="b").exists()


def test_parts_that_the_page_has_not_are_not_kept(
    trainee: Person, lesson: Lesson
) -> None:
    read(trainee, lesson, "x" * 4000)
    assert not PartRead.objects.exists()


def test_nobody_outside_the_course_keeps_parts(
    classmate: Person, lesson: Lesson
) -> None:
    with pytest.raises(Refusal) as caught:
        read(classmate, lesson, "a")
    assert caught.value.code == "not_in_course"
    assert not PartRead.objects.exists()


def test_the_study_page_and_the_syllabus_lead_to_where_one_was(
    trainee: Person, enrollment: Enrollment, lesson: Lesson
) -> None:
    read(trainee, lesson, "a", "b")
    client = signed_in(trainee)
    onward = f'href="/lesson/{lesson.code}/#p-c"'
    study = client.get("/study/courses/").content.decode()
    assert onward in study
    assert "2 / 4" in study
    syllabus = client.get(f"/lessons/courses/{enrollment.code}/").content.decode()
    assert syllabus.count(onward) == 2
    actions.complete_lesson(
        trainee, lesson=lesson, has_checks=False, by=trainee.user, at=timezone.now()
    )
    study = client.get("/study/courses/").content.decode()
    assert onward not in study
    assert 'href="/lesson/EC-M02-L1/"' in study
