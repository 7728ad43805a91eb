"""An examiner of two evenings is told of each by itself; of the other one nothing is said."""

from datetime import timedelta

import pytest

from school.assessment import actions
from school.assessment.models import AssessmentDay, Practical
from school.courses.models import Cohort
from school.journal.actors import SYSTEM
from school.notices import wording
from school.notices.models import Notice
from school.ui.templatetags.ui import day as day_in_words
from tests.factories.days import make_evening_class, planned


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_evening_class()


@pytest.fixture
def evenings(cohort: Cohort) -> tuple[AssessmentDay, AssessmentDay]:
    people = list(Practical.objects.order_by("candidate_number"))
    first = planned(cohort, practicals=people[:3])
    on = first.on + timedelta(days=1)
    Notice.objects.all().delete()
    return first, planned(cohort, on=on, practicals=people[3:])


def told_of() -> list[Notice]:
    return list(Notice.objects.filter(kind="examining_planned"))


def test_a_second_one_is_told_alone(
    evenings: tuple[AssessmentDay, AssessmentDay],
) -> None:
    told = told_of()
    assert len(told) == 6
    assert {one.context["count"] for one in told} == {1}
    assert {one.context["starts_at"]["at"][:10] for one in told} == {
        evenings[1].on.isoformat()
    }
    assert not any(one.context["is_changed"] for one in told)


def test_the_one_called_off_is_named(
    evenings: tuple[AssessmentDay, AssessmentDay],
) -> None:
    Notice.objects.all().delete()
    actions.call_off_day(evenings[1], by=SYSTEM, reason="下雪路滑")
    told = told_of()
    assert len(told) == 6
    assert day_in_words(evenings[1].on) in wording.subject(told[0])
    assert "取消" in wording.subject(told[0])
    assert "下雪路滑" in wording.body(told[0])
