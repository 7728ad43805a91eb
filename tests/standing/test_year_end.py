from datetime import date, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points import checking
from school.points.accounts import accounts_of
from school.points.actions import award
from school.standing import actions, rules, tasks
from school.standing.models import Standing, StandingChange
from tests.factories.standing import make_standing, scheme

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def rich(trainee: Person) -> Person:
    """With 115 points since the spring."""
    scheme()
    for number in range(3):
        award(
            trainee,
            rule_code="C01",
            source_type="volunteer",
            source_id=f"{number}",
            by=SYSTEM,
            at=datetime(2026, 5, 1, 12, tzinfo=HERE),
        )
    return trainee


def run(*day: int) -> int:
    with patch(
        "django.utils.timezone.now", return_value=datetime(*day, 9, tzinfo=HERE)
    ):
        return tasks.carry_scores_over()


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 12, 30), None),
        (date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 7), date(2026, 12, 31)),
        (date(2027, 1, 8), None),
    ],
)
def test_when_a_year_is_settled(on: date, found: date | None) -> None:
    assert rules.year_end(on) == found


def test_half_the_way_back_once_a_year(rich: Person) -> None:
    assert run(2026, 12, 30) == 0
    assert run(2026, 12, 31) == 1
    assert accounts_of(rich).score == 108
    assert Standing.objects.get().score == 108
    assert (run(2026, 12, 31), run(2027, 1, 2)) == (0, 0)


def test_a_missed_night_is_caught_up_with(rich: Person) -> None:
    assert run(2027, 1, 3) == 1
    assert rich.postings.get(kind="carry_over").source_id == "2026"


def turn(person: Person, before: str, after: str, *day: int) -> None:
    at = datetime(*day, 9, tzinfo=HERE)
    change = {"before": before, "after": after, "is_lifting": before == "red"}
    StandingChange.objects.create(person=person, score=100, at=at, **change)
    Standing.objects.filter(person=person).update(card=after)


def test_frozen_while_red_and_not_made_up_for_afterwards(rich: Person) -> None:
    turn(rich, "green", "red", 2026, 12, 1)
    assert run(2026, 12, 31) == 0
    turn(rich, "red", "green", 2027, 1, 2)
    assert run(2027, 1, 3) == 0
    assert accounts_of(rich).score == 115


def test_red_since_the_new_year_does_not_freeze_the_old_one(rich: Person) -> None:
    turn(rich, "green", "red", 2027, 1, 2)
    assert run(2027, 1, 3) == 1


def test_what_january_brought_stays_whole(rich: Person) -> None:
    award(
        rich,
        rule_code="C01",
        source_type="volunteer",
        source_id="january",
        by=SYSTEM,
        at=datetime(2027, 1, 2, 12, tzinfo=HERE),
    )
    assert run(2027, 1, 3) == 1
    assert accounts_of(rich).score == 113
    assert not list(checking.off())


def test_only_the_clockwork_settles_a_year(
    trainee: Person, points_officer: User
) -> None:
    make_standing(trainee)
    with pytest.raises(NotPermitted):
        actions.carry_over(trainee, by=points_officer)
