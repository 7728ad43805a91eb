"""What a version must be, what differs, and a month worked out again: no database."""

from datetime import date
from typing import Any

import pytest

from school.points.rules.rerun import Past, Terms, differing, rerun
from school.points.rules.scheme import Cap
from school.points.schemes.rules import (
    Body,
    changes,
    next_version,
    problems,
    spread,
    turned,
)
from tests.factories.schemes import body, deduction_of, no_limit, rule_of


def codes(kept: dict[str, Any]) -> list[str]:
    return [one.code for one in problems(Body.of(kept))]


def capped(points: int | None = None, times: int | None = None) -> dict[str, Any]:
    return {"period": "month", "max_abs_points": points, "max_times": times}


def test_the_first_version_is_sound() -> None:
    assert codes(body()) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (rule_of(cap=capped(4)), "cap_below_amount"),
        (deduction_of(cap=capped(9)), "cap_below_amount"),
        (rule_of(cap=capped()), "cap_without_number"),
        (rule_of(cap={**no_limit(), "max_times": 2}), "number_without_period"),
        (deduction_of(second_confirmation=False), "deduction_by_one"),
        (rule_of(evidence=[]), "no_evidence"),
    ],
)
def test_a_rule_that_contradicts_itself_is_found(
    rule: dict[str, Any], code: str
) -> None:
    assert codes(body(rule)) == [code]
    assert codes(body({**rule, "is_on": False})) == []


@pytest.mark.parametrize(
    ("tier", "field", "value"),
    [(0, "max_score", 299), (1, "min_score", 101), (1, "max_score", 160)],
)
def test_tiers_cover_every_score_once(tier: int, field: str, value: int) -> None:
    kept = body()
    kept["tiers"][tier][field] = value
    assert codes(kept) == ["tiers_with_gap"]


def test_a_reward_has_a_price_and_a_tier_that_there_is() -> None:
    kept = body()
    kept["catalogue"][0].update(cost=0, min_tier="gold")
    assert codes(kept) == ["free_reward", "unknown_tier"]


def test_where_each_tier_begins_says_where_the_one_below_ends() -> None:
    assert spread({"red": 0, "green": 90, "model": 200}) == {
        "red": (0, 89),
        "green": (90, 199),
        "model": (200, 300),
    }


def test_what_changes_is_told_field_by_field() -> None:
    before, after = body(), body(rule_of(delta=8, is_on=False), deduction_of())
    (change,) = changes(before, after)
    assert (change.code, change.fields) == ("T08", ("is_on", "delta"))
    assert changes(before, body(rule_of(is_on=True), deduction_of())) == []


def test_an_award_does_not_become_a_deduction() -> None:
    made = changes(body(), body(rule_of(delta=-5), deduction_of()))
    assert [one.code for one in turned(made)] == ["turned"]


def test_versions_are_counted_on() -> None:
    assert next_version(["1.0", "1.9"]) == "1.10"
    assert next_version([]) == "1.0"


MONTHLY = Terms(5, "month", Cap(points=20))
FIRST = date(2026, 10, 1)


def past(points: int, day: int = 1, code: str = "T08", person: int = 1) -> Past:
    return Past(person, code, points, FIRST.replace(day=day))


def test_an_unchanged_rule_keeps_its_points_whatever_they_were() -> None:
    changed = differing({"T08": MONTHLY}, {"T08": MONTHLY})
    outcome = rerun([past(5), past(0), past(3)], changed)
    tally = outcome.rules["T08"]
    assert (tally.times, tally.then, tally.now) == (3, 8, 8)
    assert not outcome.people


def test_another_amount_runs_into_its_limit() -> None:
    changed = {"T08": Terms(8, "month", Cap(points=20))}
    outcome = rerun([past(5, day) for day in (1, 2, 3, 4)], changed)
    assert (outcome.rules["T08"].then, outcome.rules["T08"].now) == (20, 20)
    outcome = rerun([past(5, 1), past(5, 2), past(5, 1, person=2)], changed)
    assert outcome.rules["T08"].now == 24
    assert dict(outcome.people) == {1: 6, 2: 3}


def test_what_a_quarter_held_before_counts_against_its_limit() -> None:
    changed = {"T08": Terms(5, "quarter", Cap(points=12))}
    earlier = [Past(1, "T08", 10, date(2026, 10, 3))]
    november = [Past(1, "T08", 5, date(2026, 11, 2))]
    assert rerun(november, changed, earlier=earlier).rules["T08"].now == 2
    assert rerun(november, changed).rules["T08"].now == 5


def test_a_rule_switched_off_gives_nothing() -> None:
    changed = {"T08": Terms(5, "month", Cap(points=20), is_on=False)}
    assert rerun([past(5)], changed).people == {1: -5}


def test_a_deduction_takes_what_its_new_limit_allows() -> None:
    changed = {"N07": Terms(-15, "month", Cap(points=20))}
    outcome = rerun([past(-10, 1, "N07"), past(-10, 2, "N07")], changed)
    assert (outcome.rules["N07"].now, outcome.people[1]) == (-20, 0)
