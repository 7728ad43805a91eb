"""A card does not overtake the case: what may still be appealed counts for nothing final."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.people.models import Person, User
from school.points.cases import actions as cases
from school.standing import actions, refusals
from school.standing.deductions import standing_deductions
from tests.factories.cases import (
    LONG,
    make_appealed,
    make_deduction,
    make_posted,
    make_told,
    make_withdrawn,
)
from tests.factories.standing import make_standing, scheme

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LATER = timezone.localdate(NOW + LONG)


def test_a_deduction_is_final_when_its_time_to_appeal_has_run(trainee: Person) -> None:
    case = make_posted(trainee)
    (deduction,) = standing_deductions(trainee)
    assert case.appeal_by is not None
    assert not deduction.is_final(on=case.appeal_by)
    assert deduction.is_final(on=case.appeal_by + timedelta(days=1))


def test_a_deduction_keeps_the_day_on_which_it_happened(trainee: Person) -> None:
    then = timezone.localdate() - timedelta(days=40)
    make_posted(trainee, occurred_on=then)
    (deduction,) = standing_deductions(trainee)
    assert (deduction.happened_on, deduction.on) == (then, timezone.localdate())


def test_it_is_not_final_while_the_appeal_runs_and_is_when_dismissed(
    trainee: Person, registrar: User
) -> None:
    case = make_appealed(trainee)
    (deduction,) = standing_deductions(trainee)
    assert not deduction.is_final(on=LATER)
    cases.decide(case, is_upheld=False, words="有通话记录。", by=registrar)
    (deduction,) = standing_deductions(trainee)
    assert deduction.is_final(on=timezone.localdate())


def test_an_upheld_appeal_takes_it_out(trainee: Person, registrar: User) -> None:
    case = make_appealed(trainee)
    cases.decide(case, is_upheld=True, words="电话打过。", by=registrar)
    assert standing_deductions(trainee) == []


def test_red_is_not_lifted_while_a_complaint_is_open(
    trainee: Person, points_officer: User
) -> None:
    scheme()
    make_deduction()
    red = make_standing(trainee, "red", since=NOW - LONG)
    case = make_told(trainee)
    with pytest.raises(refusals.WayNotDone) as refused:
        actions.lift(red, by=points_officer, reason="整改完成")
    open_case = str(refused.value)
    make_withdrawn(case)
    with pytest.raises(refusals.WayNotDone) as refused:
        actions.lift(red, by=points_officer, reason="整改完成")
    assert str(refused.value) != open_case
