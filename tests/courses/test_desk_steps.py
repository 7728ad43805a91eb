"""What follows from a class's next step is read before it is taken."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.people.models import User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def page(cohort: Cohort) -> str:
    return reverse("cohort:inspect", args=[cohort.pk])


def url(verb: str, cohort: Cohort) -> str:
    return reverse("courses_desk:step", args=[cohort.code, verb])


@pytest.mark.parametrize(
    ("status", "verb", "sentence"),
    [
        ("draft", "announce", "还不能报名"),
        ("announced", "open_enrollment", "24个名额"),
        ("running", "begin_assessment", "2名学员会收到"),
        ("assessing", "complete", "每名学员都有成绩"),
    ],
)
def test_what_follows_from_a_step_is_read_first(
    desk: Client, status: str, verb: str, sentence: str
) -> None:
    cohort = make_cohort(seats=24)
    apply_for(cohort)
    apply_for(cohort)
    Cohort.objects.filter(pk=cohort.pk).update(status=status)
    assert url(verb, cohort) in desk.get(page(cohort)).text
    assert sentence in desk.get(url(verb, cohort)).text
    cohort.refresh_from_db()
    assert cohort.status == status


def test_beginning_a_class_early_is_warned_of(desk: Client) -> None:
    cohort = make_cohort(seats=2)
    for _each in range(3):
        apply_for(cohort)
    asked = desk.get(url("start", cohort)).text
    assert "2名学员开始上课" in asked
    assert "1人会收到" in asked
    assert "第一晚课要到" in asked
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=timezone.localdate())
    assert "第一晚课要到" not in desk.get(url("start", cohort)).text


def test_a_step_that_does_not_apply_is_not_asked_about(desk: Client) -> None:
    cohort = make_cohort()
    answer = desk.get(url("complete", cohort), follow=True)
    assert answer.redirect_chain[-1][0] == page(cohort)
    assert "不能做这一步" in answer.text
