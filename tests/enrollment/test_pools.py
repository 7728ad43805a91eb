"""Pure tables of seats in pools and of the line in front of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.enrollment import rules
from school.enrollment.rules import Places, Reserve, Waiting

A, B, ALL = "points", "hardship", ""


def places(seats: int, seated: str = "", *reserves: Reserve) -> Places:
    """`seated` as letters: a and b have a claim, x has none."""
    kinds = {"a": A, "b": B, "x": ALL}
    counts = {kinds[letter]: seated.count(letter) for letter in kinds}
    return Places(seats, counts, {}, reserves)


KEPT = Reserve(A, 2)
PAST = Reserve(A, 2, is_open=False)


@pytest.mark.parametrize(
    ("standing", "line", "given_to"),
    [
        # Nobody without a claim gets a reserved seat while it is reserved.
        (places(3, "", KEPT), [ALL, ALL], [True, False]),
        (places(3, "x", KEPT), [ALL, A, A, A], [False, True, True, False]),
        # A claim takes the reserved seats first, then one of the general pool.
        (places(3, "", KEPT), [A, A, A, ALL], [True, True, True, False]),
        (places(3, "a", KEPT), [ALL, A, ALL], [True, True, False]),
        # After its day, what was not used is for all.
        (places(3, "x", PAST), [ALL, A, ALL], [True, True, False]),
        # Another quota's seats are no help.
        (places(2, "", Reserve(A, 1), Reserve(B, 1)), [B, B, A], [True, False, True]),
        # Seats given out of turn are gone, whosever they were: never more than there are.
        (places(3, "xx", KEPT), [A, A], [True, False]),
        (places(3, "xxx", KEPT), [A], [False]),
        # A quota larger than the class holds no more than the class.
        (places(1, "", KEPT, Reserve(B, 1)), [B, A], [False, True]),
    ],
)
def test_who_of_the_line_is_given_a_seat(
    standing: Places, line: list[str], given_to: list[bool]
) -> None:
    assert standing.given(line) == given_to


def test_a_reserved_seat_is_not_left_for_somebody_without_a_claim() -> None:
    assert places(3, "", KEPT).left == 1
    assert places(3, "x", KEPT).left == 0
    assert places(3, "x", PAST).left == 2
    assert places(3, "x", KEPT).is_open_to(A)
    assert not places(3, "x", KEPT).is_open_to(ALL)


def test_pools_are_shown_with_what_is_taken_and_free() -> None:
    standing = Places(5, {A: 3, ALL: 1}, {A: 1, ALL: 2}, (KEPT,))
    general, kept = standing.pools
    assert (general.seats, general.taken, general.free, general.waiting) == (3, 2, 1, 2)
    assert (kept.seats, kept.taken, kept.free, kept.waiting) == (2, 2, 0, 1)


def test_a_quota_holds_through_its_last_day() -> None:
    last = date(2026, 12, 31)
    assert rules.is_open(last, on=last)
    assert not rules.is_open(last, on=date(2027, 1, 1))


kinds = st.sampled_from([A, B, ALL])


@given(
    seats=st.integers(0, 6),
    seated=st.dictionaries(kinds, st.integers(0, 4)),
    quotas=st.lists(
        st.tuples(st.sampled_from([A, B]), st.integers(1, 5), st.booleans()),
        unique_by=lambda quota: quota[0],
    ),
    line=st.lists(kinds, max_size=8),
)
def test_never_more_than_the_seats_and_never_past_somebody_with_the_same_claim(
    seats: int,
    seated: dict[str, int],
    quotas: list[tuple[str, int, bool]],
    line: list[str],
) -> None:
    standing = Places(seats, seated, {}, tuple(Reserve(*quota) for quota in quotas))
    answers = standing.given(line)
    assert sum(answers) <= standing.free
    for kind in (A, B, ALL):
        of_kind = [gets for one, gets in zip(line, answers, strict=True) if one == kind]
        assert of_kind == sorted(of_kind, reverse=True)
    if not any(is_open for _kind, _seats, is_open in quotas):
        assert sum(answers) == min(standing.free, len(line))


FIRST, LOCAL = "first_course", "local"
LINE = [
    Waiting(1, 1),
    Waiting(2, 2, merits=frozenset({LOCAL})),
    Waiting(3, 3, merits=frozenset({FIRST})),
    Waiting(4, 4, merits=frozenset({FIRST, LOCAL})),
    Waiting(5, 5, merits=frozenset({FIRST})),
]


@pytest.mark.parametrize(
    ("criteria", "order"),
    [
        ((), [1, 2, 3, 4, 5]),
        ((LOCAL,), [2, 4, 1, 3, 5]),
        ((FIRST, LOCAL), [4, 3, 5, 2, 1]),
        ((LOCAL, FIRST), [4, 2, 3, 5, 1]),
    ],
)
def test_the_line_keeps_the_published_order_then_that_of_application(
    criteria: tuple[str, ...], order: list[int]
) -> None:
    assert [one.key for one in rules.in_order(criteria, LINE)] == order


def test_a_place_in_line_is_explained() -> None:
    position = rules.position_of(5, (FIRST, LOCAL), LINE)
    assert position.number == 3
    assert (position.ahead_by_rule, position.ahead_by_time) == (1, 1)
    assert (position.lifted_by, position.unmet) == ((FIRST,), (LOCAL,))


@pytest.mark.parametrize(
    ("key", "criteria", "lifted_by"),
    [
        (2, (LOCAL,), (LOCAL,)),
        (4, (LOCAL, FIRST), (LOCAL, FIRST)),
        (5, (LOCAL, FIRST), (FIRST,)),
        (3, (FIRST,), (FIRST,)),
        (1, (FIRST,), ()),
    ],
)
def test_a_criterion_is_named_where_it_lifts_over_somebody_without_it(
    key: int, criteria: tuple[str, ...], lifted_by: tuple[str, ...]
) -> None:
    assert rules.position_of(key, criteria, LINE).lifted_by == lifted_by


def test_no_criterion_is_named_that_all_who_wait_meet() -> None:
    alike = [Waiting(key, key, merits=frozenset({LOCAL})) for key in (1, 2)]
    for one in alike:
        assert rules.position_of(one.key, (LOCAL,), alike).lifted_by == ()
