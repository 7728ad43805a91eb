import pytest
from django.utils import timezone

from school.journal.models import Entry
from school.learning import actions
from school.learning.models import Progress
from school.learning.rules import checks_right, is_no_worse, standing
from school.lib.errors import Refusal
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def enrollment(trainee):
    return make_enrollment(make_cohort(), trainee)


@pytest.fixture
def lesson(enrollment):
    return enrollment.cohort.edition.modules.first().lessons.first()


def complete(person, lesson, *, has_checks=False):
    return actions.complete_lesson(
        person, lesson=lesson, has_checks=has_checks, by=person.user, at=timezone.now()
    )


def test_the_next_lesson_is_the_first_not_done():
    stands = standing([1, 2, 3], {1, 3})
    assert (stands.done, stands.total, stands.next_lesson) == (2, 3, 2)
    assert standing([1], {1}).is_complete
    assert not standing([], set()).is_complete


def test_a_self_check_is_right_only_with_exactly_the_right_options():
    assert checks_right([[0], [1], [0, 1]], [[0], [1, 2], [1, 0]]) == [
        True,
        False,
        True,
    ]


def test_tries_at_other_checks_are_compared_by_their_share():
    assert is_no_worse((2, 3), (2, 3))
    assert not is_no_worse((1, 3), (2, 3))
    # Of six checks three have gone: half of those right before is one and a half.
    assert is_no_worse((2, 3), (3, 6))
    assert not is_no_worse((1, 3), (3, 6))
    assert not is_no_worse((3, 6), (3, 3))
    assert is_no_worse((0, 3), (0, 0))
    assert not is_no_worse((0, 0), (3, 6))


def test_completing_a_lesson_twice_keeps_the_first_time(trainee, lesson):
    first = complete(trainee, lesson).completed_at
    assert complete(trainee, lesson).completed_at == first
    assert Entry.objects.filter(verb="learning.complete_lesson").count() == 1


def test_self_checks_come_before_done(trainee, lesson):
    with pytest.raises(Refusal) as caught:
        complete(trainee, lesson, has_checks=True)
    assert caught.value.code == "checks_first"
    now = timezone.now()
    actions.record_checks(trainee, lesson=lesson, right=0, total=3, at=now)
    assert complete(trainee, lesson, has_checks=True).completed_at


def test_the_best_try_is_kept(trainee, lesson):
    for right in (1, 3, 2):
        kept = actions.record_checks(
            trainee, lesson=lesson, right=right, total=3, at=timezone.now()
        )
    assert kept.checks_right == 3


def test_a_try_at_fewer_checks_takes_the_place_of_a_worse_one_at_more(trainee, lesson):
    for right, total in ((4, 6), (3, 3)):
        actions.record_checks(
            trainee, lesson=lesson, right=right, total=total, at=timezone.now()
        )
    kept = Progress.objects.get()
    assert (kept.checks_right, kept.checks_total) == (3, 3)


def test_someone_outside_the_course_keeps_no_progress(classmate, lesson):
    with pytest.raises(Refusal) as caught:
        actions.open_lesson(classmate, lesson=lesson, at=timezone.now())
    assert caught.value.code == "not_in_course"
    assert not Progress.objects.exists()


def test_the_syllabus_shows_what_is_done_and_what_is_next(trainee, enrollment, lesson):
    complete(trainee, lesson)
    page = signed_in(trainee).get(f"/lessons/courses/{enrollment.code}/")
    found = page.context["syllabus"]
    assert (found.standing.done, found.standing.total) == (1, 2)
    assert found.next_lesson.code == "EC-M02-L1"


def test_the_syllabus_of_another_is_not_found(classmate, stranger, enrollment):
    url = f"/lessons/courses/{enrollment.code}/"
    assert signed_in(classmate).get(url).status_code == 404
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(None).get(url).status_code == 302
