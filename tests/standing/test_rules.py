"""The card and the way back, as values: no database."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.standing import rules
from school.standing.rules import Deduction, Facts, Red

LEAST = {"model": 160, "green": 100, "watch": 80, "red": 0}
DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)
scores = st.integers(0, 300)
days = st.integers(-800, 0).map(lambda n: NOON + timedelta(days=n))
deductions = st.builds(
    lambda rule, at, wait, sets_red, appealed: Deduction(
        rule,
        at,
        at.date() + timedelta(days=wait),
        sets_red=sets_red or rule == "N09",
        is_appealed=appealed,
    ),
    st.sampled_from(["N01", "N09", "N10"]),
    days,
    st.integers(1, 20),
    st.booleans(),
    st.booleans(),
)
facts = st.builds(
    Facts,
    score=scores,
    deductions=st.lists(deductions, max_size=4),
    red=st.none() | st.builds(Red, days, scores, st.integers(0, 50)),
    lifted_at=st.none() | days,
    has_open_case=st.booleans(),
    retrained_at=st.none() | days,
    has_order=st.booleans(),
    trained_through=st.none() | days.map(datetime.date),
)


def deduction(rule: str = "N10", *, ago: int = 30, final: int = 14) -> Deduction:
    at = NOON - timedelta(days=ago)
    return Deduction(rule, at, at.date() + timedelta(days=final), sets_red=True)


def card(known: Facts, on: date = DAY) -> str:
    return rules.decide(known, LEAST, on=on).card


@pytest.mark.parametrize(
    ("score", "found"),
    [
        (0, "red"),
        (79, "red"),
        (80, "watch"),
        (99, "watch"),
        (100, "green"),
        (159, "green"),
        (160, "model"),
        (300, "model"),
    ],
)
def test_the_score_sets_the_tier(score: int, found: str) -> None:
    assert card(Facts(score)) == found


def test_a_school_without_tiers_gives_green_cards() -> None:
    assert rules.decide(Facts(10), {}, on=DAY).card == "green"


def test_a_rule_sets_red_once_the_time_to_appeal_is_over() -> None:
    one = deduction(ago=5, final=14)
    assert card(Facts(120, [one])) == "green"
    assert card(Facts(120, [one]), one.final_on - timedelta(days=1)) == "green"
    assert card(Facts(120, [one]), one.final_on) == "red"
    assert card(Facts(120, [replace(one, is_appealed=True)]), one.final_on) == "green"


@pytest.mark.parametrize(("apart", "found"), [(365, "red"), (366, "green")])
def test_two_safety_breaches_within_a_year(apart: int, found: str) -> None:
    late, early = (
        replace(deduction("N09", ago=ago), final_on=DAY + timedelta(days=9))
        for ago in (0, apart)
    )
    assert card(Facts(120, [late, early])) == found


def test_safety_breaches_are_as_far_apart_as_they_happened() -> None:
    late, early = (
        replace(deduction("N09", ago=ago), sets_red=False) for ago in (1, 20)
    )
    long_ago = replace(early, occurred_on=late.on - timedelta(days=366))
    assert card(Facts(120, [late, early])) == "red"
    assert card(Facts(120, [late, long_ago])) == "green"
    confirmed_late = replace(early, occurred_on=late.on - timedelta(days=365))
    (reason,) = rules.decide(Facts(120, [late, confirmed_late]), LEAST, on=DAY).reasons
    assert reason.data["first"] == confirmed_late.occurred_on


def test_a_breach_confirmed_after_the_lifting_counts_with_one_before() -> None:
    lifted = NOON - timedelta(days=10)
    before, after = deduction("N09", ago=20), deduction("N09", ago=1)
    after = replace(after, occurred_on=before.on - timedelta(days=30))
    assert card(Facts(120, [before, after], lifted_at=lifted)) == "red"


def test_training_that_ran_out_or_an_order_holds_in_watch() -> None:
    assert card(Facts(200, trained_through=DAY)) == "model"
    assert card(Facts(200, trained_through=DAY - timedelta(days=1))) == "watch"
    assert card(Facts(200, has_order=True)) == "watch"


def test_an_open_complaint_changes_no_card() -> None:
    assert card(Facts(130, has_open_case=True)) == "green"


def test_the_way_back_from_red_names_what_is_left() -> None:
    red = Red(NOON - timedelta(days=4), 68)
    known = Facts(68, red=red, has_open_case=True)
    steps = {one.code: one for one in rules.way_back(known, LEAST, on=DAY)}
    assert list(steps) == ["score", "retraining", "days", "cases", "approval"]
    assert steps["score"].data["lacking"] == 12
    assert steps["days"].data["on"] == date(2026, 12, 3)
    assert not any(one.is_done for one in steps.values())
    done = replace(known, score=80, has_open_case=False, retrained_at=NOON)
    after = rules.way_back(done, LEAST, on=date(2026, 12, 3))
    assert rules.missing(after) == ()
    assert [one.code for one in after if not one.is_done] == ["approval"]


def test_below_zero_the_way_back_is_as_long_as_it_is() -> None:
    sunk = Facts(0, red=Red(NOON, 0), below=100)
    assert rules.way_back(sunk, LEAST, on=DAY)[0].data["lacking"] == 180
    (reason,) = rules.decide(sunk, LEAST, on=DAY).reasons
    assert reason.data["lacking"] == 180


def test_only_a_decision_lifts_what_a_decision_set() -> None:
    theft = replace(deduction("N15"), only_by_decision=True)
    known = Facts(90, [theft], red=Red(NOON, 0))
    assert rules.needs_decision(known)
    assert "decision" in [one.code for one in rules.way_back(known, LEAST, on=DAY)]


def test_what_was_reversed_leaves_only_the_approval() -> None:
    red = Red(NOON - timedelta(days=1), score=70, given_back=30)
    known = Facts(100, red=red)
    assert card(known) == "red"
    assert [one.code for one in rules.way_back(known, LEAST, on=DAY)] == ["approval"]
    earned = replace(known, red=replace(red, given_back=0))
    assert len(rules.way_back(earned, LEAST, on=DAY)) > 1


def test_red_is_private_while_an_appeal_may_come() -> None:
    fresh = deduction("N08", ago=2, final=14)
    found = rules.decide(Facts(70, [fresh]), LEAST, on=DAY)
    assert (found.card, found.private_through) == (
        "red",
        fresh.final_on - timedelta(days=1),
    )
    later = rules.decide(Facts(70, [fresh]), LEAST, on=fresh.final_on)
    assert (later.card, later.private_through) == ("red", None)


def test_a_red_that_is_known_is_not_hidden_by_what_comes_later() -> None:
    set_it = deduction("N08", ago=30, final=14)
    later = deduction("N01", ago=2, final=14)
    red = Red(NOON - timedelta(days=30), 70)
    known = Facts(65, [set_it, later], red=red)
    assert rules.decide(known, LEAST, on=DAY).private_through is None
    still = replace(known, deductions=[replace(set_it, is_appealed=True), later])
    assert rules.decide(still, LEAST, on=DAY).private_through == DAY


def test_a_red_that_only_a_later_one_holds_is_private_until_that_is_final() -> None:
    """Set by the score; what set it was reversed, and a fresh one holds the score below."""
    later = replace(deduction("N08", ago=2, final=14), sets_red=False)
    red = Red(NOON - timedelta(days=30), 70, given_back=30)
    known = Facts(65, [later], red=red)
    last = later.final_on - timedelta(days=1)
    assert rules.decide(known, LEAST, on=DAY).private_through == last
    assert rules.decide(known, LEAST, on=later.final_on).private_through is None


@pytest.mark.parametrize(
    "standing",
    [
        {"red": Red(NOON - timedelta(days=30), 40, given_back=30)},
        {"deductions": [deduction("N10", ago=30)]},
        {"deductions": [deduction("N09", ago=ago) for ago in (40, 30)]},
    ],
)
def test_a_reversal_after_which_red_would_still_stand_hides_nothing(
    standing: dict,
) -> None:
    later = replace(deduction("N08", ago=2, final=14), sets_red=False)
    known = Facts(65, red=Red(NOON - timedelta(days=30), 70, given_back=30))
    known = replace(known, **standing)
    known = replace(known, deductions=[*known.deductions, later])
    assert rules.decide(known, LEAST, on=DAY).private_through is None


@given(facts)
def test_red_never_goes_by_itself(known: Facts) -> None:
    if known.red:
        assert card(known) == "red"


@given(facts)
def test_every_card_has_its_reasons(known: Facts) -> None:
    assert rules.decide(known, LEAST, on=DAY).reasons


@given(facts)
def test_lifting_answers_for_all_that_was_before(known: Facts) -> None:
    steps = rules.way_back(known, LEAST, on=DAY)
    if known.red and not rules.missing(steps):
        lifted = rules.lifted(known, at=NOON + timedelta(hours=1))
        assert card(lifted) != "red"
        assert not any(one.code == "retraining" for one in rules.missing(steps))


@given(facts)
def test_a_green_card_has_no_way_back_and_another_has_one(known: Facts) -> None:
    steps = rules.way_back(known, LEAST, on=DAY)
    found = card(known)
    if found in ("green", "model"):
        assert not steps
    elif known.red or found == "watch":
        assert steps


@given(facts, st.integers(0, 100))
def test_more_points_never_make_a_card_worse(known: Facts, more: int) -> None:
    better = replace(known, score=known.score + more)
    order = rules.ORDER.index
    assert order(card(better)) >= order(card(known))


@given(facts)
def test_nothing_changes_before_the_day_of_review(known: Facts) -> None:
    if known.red:
        return
    now = rules.decide(known, LEAST, on=DAY)
    until = now.review_on or DAY + timedelta(days=400)
    day = DAY + timedelta(days=1)
    while day < min(until, DAY + timedelta(days=40)):
        assert card(known, day) == now.card
        day += timedelta(days=1)
