"""Ninety days without a deduction lead part of the way back, and go with the next one."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from school.people.models import Person, User
from school.points.cases import actions
from school.points.models import Posting
from school.points.sources.rules import clean_spans
from school.points.sources.tasks import settle_everybody
from tests.factories.cases import (
    make_answered,
    make_deduction,
    make_officer,
    make_posted,
    score,
)
from tests.factories.points import make_rule

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def recovery() -> None:
    make_rule(
        "R02",
        delta=10,
        category="recovery",
        cap_period="quarter",
        cap_points=10,
        cap_times=1,
        source={"ceiling_score": 100},
    )
    make_deduction("N07", delta=-40, cap_period="none", cap_points=None)


def lost(person: Person, *, ago: int, source: str = "1") -> None:
    """So many days ago, and confirmed then."""
    at = timezone.now() - timedelta(days=ago)
    make_posted(person, rule_code="N07", source=source, at=at)


def given() -> list[str]:
    return list(Posting.objects.awards().values_list("source_id", flat=True))


@pytest.mark.parametrize(("ago", "found"), [(90, 60), (91, 70)])
def test_it_is_given_once_ninety_days_are_over(
    trainee: Person, ago: int, found: int
) -> None:
    lost(trainee, ago=ago)
    for _night in range(2):
        settle_everybody()
    assert score(trainee) == found
    assert given() == [str(TODAY - timedelta(days=90))] * (found == 70)


def test_who_lost_nothing_or_is_back_gets_none(trainee: Person) -> None:
    make_posted(trainee, at=timezone.now() - timedelta(days=200))
    settle_everybody()
    assert (score(trainee), len(given())) == (100, 2)
    lost_nothing = Posting.objects.count()
    settle_everybody()
    assert Posting.objects.count() == lost_nothing


def test_a_deduction_for_one_of_the_days_takes_it_back(
    trainee: Person, points_officer: User
) -> None:
    lost(trainee, ago=100)
    settle_everybody()
    case = make_answered(trainee, source="2", occurred_on=TODAY - timedelta(days=50))
    settle_everybody()
    assert score(trainee) == 70
    actions.confirm(case, words="属实。", by=points_officer)
    settle_everybody()
    assert (score(trainee), given()) == (57, [])


def test_what_is_undecided_keeps_it_back(trainee: Person) -> None:
    lost(trainee, ago=100)
    case = make_answered(trainee, source="2", occurred_on=TODAY - timedelta(days=50))
    settle_everybody()
    assert given() == []
    actions.withdraw(case, words="记错了人。", by=make_officer())
    settle_everybody()
    assert score(trainee) == 70


def test_spans_follow_one_another_between_two_deductions() -> None:
    first, second = date(2026, 1, 1), date(2026, 7, 2)
    spans = list(clean_spans({first, second}, before=date(2026, 9, 30)))
    assert spans == [date(2026, 1, 2), date(2026, 4, 2)]
    assert list(clean_spans({second}, before=date(2026, 10, 1))) == [date(2026, 7, 3)]
