"""What a class is told of: nothing while answers come in, marks from nine on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort, Duty
from school.feedback.surveys import rules
from school.feedback.surveys.told import told_of
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import assign, make_cohort
from tests.factories.surveys import make_answer, make_asked

pytestmark = pytest.mark.django_db


def test_nothing_is_told_while_answers_come_in() -> None:
    open_class = make_cohort(sessions=False)
    make_asked(open_class, 8, 6, days_ago=21)
    today = timezone.localdate()
    assert told_of(open_class, on=today) is None
    told = told_of(open_class, on=today + timedelta(days=1))
    assert told
    assert told.tally.answers == 6


def test_of_four_answers_not_even_their_number_is_told() -> None:
    small = make_cohort(sessions=False)
    make_asked(small, 8, 4)
    told = told_of(small, on=timezone.localdate())
    assert told
    assert (told.tally.answers, told.tally.sums, told.words) == (0, (0,) * 5, ())


def test_of_five_to_eight_it_is_told_how_many_and_nothing_else(
    instructor: User,
) -> None:
    """Five answers and the mean 1.2: one gave a 2. Eight are too few as well."""
    taught = make_cohort(sessions=False, status=Cohort.Status.COMPLETED)
    assign(taught, instructor, Duty.Kind.INSTRUCTOR)
    make_asked(taught, 9, 4, lessons=1)
    for answers in range(5, 9):
        make_answer(taught, "多练一晚", lessons=2)
        told = told_of(taught, on=timezone.localdate())
        assert told
        assert told.tally.answers == answers
        assert (told.tally.sums, told.distributions, told.words) == ((0,) * 5, {}, ())
        assert not told.tally.shown.tenths
        page = reverse("feedback:survey_of_class", args=[taught.code])
        answer = signed_in(instructor).get(page).text
        assert f"{answers} 人作答" in answer
        assert "4.0" not in answer


def test_sentences_come_with_nine_answers() -> None:
    taught = make_cohort(sessions=False)
    make_asked(taught, 9, 8)
    make_answer(taught, "多练一晚")
    told = told_of(taught, on=timezone.localdate())
    assert told
    assert list(told.words) == ["多练一晚"]


def test_a_mean_that_tells_what_each_said_is_not_shown(instructor: User) -> None:
    taught = make_cohort(sessions=False, status=Cohort.Status.COMPLETED)
    assign(taught, instructor, Duty.Kind.INSTRUCTOR)
    make_asked(taught, 9, 9, lessons=5)
    page = reverse("feedback:survey_of_class", args=[taught.code])
    answer = signed_in(instructor).get(page).text
    assert "5.0" not in answer
    assert "不列出" in answer
    told = told_of(taught, on=timezone.localdate())
    assert told
    # All said 4 to the others: their mean could be that of many answers, their groups not.
    assert not any(told.distributions.values())
    assert told.tally.shown.tenths == (rules.NOT_TOLD, 40, 40, 40, 40)


def test_those_who_taught_read_the_means_and_no_sentence(
    instructor: User, registrar: User
) -> None:
    taught = make_cohort(sessions=False, status=Cohort.Status.COMPLETED)
    page = reverse("feedback:survey_of_class", args=[taught.code])
    assert signed_in(instructor).get(page).status_code == 404
    assign(taught, instructor, Duty.Kind.INSTRUCTOR)
    client = signed_in(instructor)
    assert "三周" in client.get(page).text
    make_asked(taught, 10, 7, lessons=5)
    make_answer(taught, "老师很耐心")
    make_answer(taught, lessons=4)
    answer = client.get(page).text
    assert "4.8" in answer
    assert "老师很耐心" not in answer
    assert signed_in(registrar).get(page).status_code == 404
    assert page in client.get(reverse("portal:classes")).text


def test_it_says_when_fewer_than_five_answered(instructor: User) -> None:
    taught = make_cohort(sessions=False, status=Cohort.Status.COMPLETED)
    assign(taught, instructor, Duty.Kind.INSTRUCTOR)
    make_asked(taught, 8, 4)
    page = reverse("feedback:survey_of_class", args=[taught.code])
    assert "不到 5 人" in signed_in(instructor).get(page).text
