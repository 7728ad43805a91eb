"""What the shop decides by itself, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.points.shop import rules
from school.points.shop.codes import ALPHABET, collection_code, spoken, typed_code
from school.points.shop.rules import Situation, Span, Stock, Terms

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TERMS = st.builds(
    Terms,
    cost=st.integers(1, 300),
    times=st.integers(1, 4),
    period=st.sampled_from(["month", "quarter", "year"]),
)
FILE = {
    "min_tier": "model",
    "limit": {"times": 1, "period": "quarter"},
    "stock_tracked": True,
    "valid_days_after_redeem": 180,
    "fulfil_role": "registrar",
}


def codes(terms: Terms, now: Situation, on: date) -> set[str]:
    return {lack.code for lack in rules.lacks(terms, now, on=on)}


def test_the_terms_are_those_of_the_file() -> None:
    assert rules.terms_of(150, FILE) == Terms(
        150, "model", 1, "quarter", True, 180, "registrar"
    )
    assert rules.terms_of(20, {}) == Terms(20)


def test_everything_that_is_missing_is_said_at_once() -> None:
    on = date(2026, 11, 22)
    now = Situation(
        balance=10,
        score=90,
        least_score=100,
        redeemed=[date(2026, 10, 1)],
        left=0,
        is_offered=False,
    )
    found = rules.lacks(Terms(20, times=1, period="quarter"), now, on=on)
    assert [lack.code for lack in found] == [
        "not_offered",
        "tier",
        "points",
        "limit",
        "stock",
    ]
    said = {lack.code: dict(lack.data) for lack in found}
    assert said["points"] == {"missing": 10}
    assert said["tier"] == {"missing": 10, "least": 100}
    assert said["limit"]["from"] == date(2027, 1, 1)


@given(TERMS, st.integers(0, 400), DAYS, st.lists(DAYS, max_size=6))
def test_nothing_is_missing_exactly_when_the_points_and_the_limit_allow_it(
    terms: Terms, balance: int, on: date, redeemed: list[date]
) -> None:
    now = Situation(balance, 100, 100, redeemed)
    months = {"month": 1, "quarter": 3, "year": 12}[terms.period]
    same = [
        day
        for day in redeemed
        if day.year == on.year and (day.month - 1) // months == (on.month - 1) // months
    ]
    assert ("limit" in codes(terms, now, on)) == (len(same) >= (terms.times or 0))
    assert ("points" in codes(terms, now, on)) == (balance < terms.cost)


@given(TERMS, DAYS, st.lists(DAYS, max_size=6))
def test_on_the_day_that_is_named_the_limit_is_free_again(
    terms: Terms, on: date, redeemed: list[date]
) -> None:
    past = [day for day in redeemed if day <= on]
    for lack in rules.lacks(terms, Situation(999, 300, redeemed=past), on=on):
        assert on < lack.data["from"]
        later = Situation(999, 300, redeemed=past)
        assert not codes(terms, later, lack.data["from"])


@given(st.integers(0, 50), st.integers(0, 50))
def test_what_is_held_is_not_left(on_hand: int, held: int) -> None:
    stock = Stock(on_hand, held)
    assert stock.left == max(0, on_hand - held)
    assert stock.is_low(3) == (stock.left < 3)


@given(DAYS, st.integers(1, 30), st.lists(st.tuples(DAYS, st.integers(0, 30))))
def test_a_right_begins_after_today_and_after_every_other(
    on: date, days: int, others: list[tuple[date, int]]
) -> None:
    spans = [Span(day, day + timedelta(days=more)) for day, more in others]
    got = rules.next_span(on, days=days, others=spans)
    assert got.starts_on > max([on, *(one.ends_on for one in spans)])
    assert (got.ends_on - got.starts_on).days == days - 1


def test_what_is_settled_stays_settled() -> None:
    for sources, target in rules.TRANSITIONS.values():
        assert sources <= rules.OPEN
        assert target in rules.COUNTED | {rules.CANCELLED, rules.EXPIRED}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ((True, False, False, False), rules.GO_ON),
        ((True, True, False, False), rules.TAKEN),
        ((False, False, False, False), rules.GIVEN_BACK),
        ((False, True, False, False), rules.GIVEN_BACK),
        ((False, False, True, False), rules.FOLLOW),
        ((False, False, False, True), rules.GO_ON),
    ],
)
def test_the_points_follow_the_seat(facts: tuple[bool, ...], outcome: str) -> None:
    names = ("is_on_roll", "has_begun", "has_moved", "is_put_off")
    got = rules.outcome_of_seat(**dict(zip(names, facts, strict=True)))
    assert got == outcome


def test_a_code_is_understood_however_it_is_typed_or_scanned() -> None:
    code = collection_code()
    assert len(code) == 6
    assert set(code) <= set(ALPHABET)
    page = f"https://school.example.org/desk/hand-over/?code={code}"
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (code, code.lower(), spoken(code), f" {code} ", page, full_width):
        assert typed_code(typed) == code
