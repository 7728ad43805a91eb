"""Whose pay counts in a band, and what a band tells. By hand, on paper:

Seventeen people are paid by the month, in hand, in yuan:
4,012.34 4,300 4,500 4,777.77 5,001 | 5,100 5,200 5,300 5,432.10 5,500 5,600 5,700 |
6,049.99 6,200 6,500 7,000 9,999.99.

The middle is the ninth: 5,432.10, shown as 5,450 (5,432.10 / 50 = 108.64).
A quarter of 17 is 4.25, so the fifth from either end: 5,001 and 6,049.99,
shown outwards as 5,000 to 6,050.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib.masking import SMALLEST
from school.wages.bands.rules import (
    MIDDLE_FROM,
    NO_TOWN,
    RANGE_FROM,
    WHOLE,
    Band,
    Earned,
    Holder,
    Place,
    Why,
    band,
    draft,
    middle_half,
    one_pay,
    period,
    towns_hidden,
)
from school.wages.evidence.rules import Told
from school.wages.rules import DAYS_26, HOUR, MONTH, STEP, Comparable

YUAN = (
    *("4012.34", "4300", "4500", "4777.77", "5001", "5100", "5200", "5300"),
    *("5432.10", "5500", "5600", "5700", "6049.99", "6200", "6500", "7000"),
    "9999.99",
)
PAYS = [int(Decimal(yuan) * 100) for yuan in YUAN]
ISSUED = date(2026, 1, 10)
codes = (f"r{number}" for number in count())
towns = st.dictionaries(
    st.sampled_from(["甲", "乙", "丙", "丁", "戊", NO_TOWN]), st.integers(0, 22)
)


def earned(
    fen: int = 500_000,
    *,
    kind: str = MONTH,
    basis: str = "net",
    source: str = "self",
    month: int = 6,
    **told: Any,
) -> Earned:
    defaults = {
        "start": date(2026, month, 1),
        "end": date(2026, month, 28),
        "at": datetime(2026, 7, 1, tzinfo=UTC),
    }
    return Earned(
        Told(code=next(codes), source=source, **{**defaults, **told}),
        Comparable(kind, fen, basis),
    )


def holder(person: int, town: str = "甲", course: str = "EC", **pay: Any) -> Holder:
    return Holder(person, course, town, ISSUED, [earned(**pay)])


def people_in(sizes: Mapping[str, int]) -> dict[str, frozenset[int]]:
    numbers = count()
    return {
        town: frozenset(next(numbers) for _one in range(size))
        for town, size in sizes.items()
    }


def test_the_middle_and_the_middle_half_come_to_the_sums_on_paper() -> None:
    assert middle_half(PAYS[::-1]) == (500_100, 604_999)
    assert band(PAYS[::-1], MONTH) == Band(17, 545_000, 500_000, 605_000)


def test_sixteen_have_a_middle_and_no_range() -> None:
    # Of sixteen the middle lies between 5,300 and 5,432.10: 5,366.05, shown as 5,350.
    assert band(PAYS[:16], MONTH) == Band(16, 535_000)


def test_by_the_hour_the_step_is_half_a_yuan() -> None:
    assert band([2_512] * 9, HOUR) == Band(9, 2_500)
    assert band([2_512] * 17, HOUR) == Band(17, 2_500, 2_500, 2_550)


@given(st.lists(st.integers(1_000, 3_000_000), min_size=MIDDLE_FROM, max_size=60))
def test_five_stand_at_or_beyond_every_sum_that_is_told(pays: list[int]) -> None:
    told, half = band(pays, MONTH), STEP[MONTH] // 2
    assert sum(pay <= told.middle_fen + half for pay in pays) >= SMALLEST
    assert sum(pay >= told.middle_fen - half for pay in pays) >= SMALLEST
    assert (told.low_fen is not None) == (len(pays) >= RANGE_FROM)
    if told.low_fen is not None and told.high_fen is not None:
        low, high = middle_half(pays)
        assert sum(pay <= low for pay in pays) >= SMALLEST
        assert sum(pay >= high for pay in pays) >= SMALLEST
        inside = sum(told.low_fen <= pay <= told.high_fen for pay in pays)
        assert 2 * inside >= len(pays)
        assert told.low_fen <= told.middle_fen <= told.high_fen


@given(towns)
def test_no_small_town_follows_from_the_county(sizes: dict[str, int]) -> None:
    out = towns_hidden(people_in(sizes))
    total = sum(sizes.values())
    shown = {town for town in sizes if (town,) not in out}
    if WHOLE in out:
        assert total < MIDDLE_FROM
        assert not shown
        return
    assert all(sizes[town] >= MIDDLE_FROM for town in shown)
    # Who subtracts all that is shown learns this much of the rest.
    rest = {town: size for town, size in sizes.items() if town not in shown and size}
    if rest:
        assert len(rest) >= 2 or not shown
        assert sum(rest.values()) >= SMALLEST
    for town, size in rest.items():
        if size < SMALLEST and shown:
            others = sum(rest.values()) - size
            # Any of one to four is possible for it: the others take up the difference.
            assert others + size - (SMALLEST - 1) >= SMALLEST, town


def test_a_second_town_is_hidden_beside_a_small_one() -> None:
    found = draft(
        [
            *(holder(n, "甲") for n in range(20)),
            *(holder(n, "乙") for n in range(20, 30)),
            *(holder(n, "丙") for n in range(30, 33)),
        ]
    )
    like = ("EC", MONTH, "net")
    assert set(found.shown) == {Place(*like), Place(*like, "甲")}
    assert found.hidden == {
        Place(*like, "乙"): Why.FOLLOWS,
        Place(*like, "丙"): Why.FEW,
    }
    assert found.shown[Place(*like)].people == 33


def test_who_has_no_town_costs_no_town_its_band() -> None:
    """Nine of them follow from the county less the town: enough to be told of."""
    found = draft(
        [
            *(holder(n, "甲") for n in range(20)),
            *(holder(n, NO_TOWN) for n in range(20, 29)),
        ]
    )
    like = ("EC", MONTH, "net")
    assert set(found.shown) == {Place(*like), Place(*like, "甲")}
    assert not found.hidden


def test_eight_without_a_town_hide_a_town() -> None:
    found = draft(
        [
            *(holder(n, "甲") for n in range(20)),
            *(holder(n, NO_TOWN) for n in range(20, 28)),
        ]
    )
    like = ("EC", MONTH, "net")
    assert found.hidden == {Place(*like, "甲"): Why.FOLLOWS}


def test_beside_a_small_town_those_without_one_are_enough() -> None:
    found = draft(
        [
            *(holder(n, "甲") for n in range(10)),
            *(holder(n, "乙") for n in range(10, 13)),
            *(holder(n, NO_TOWN) for n in range(13, 33)),
        ]
    )
    like = ("EC", MONTH, "net")
    assert set(found.shown) == {Place(*like), Place(*like, "甲")}


def test_a_town_may_be_called_as_the_county_is() -> None:
    found = draft(holder(n, "the county") for n in range(9))
    assert len(found.shown) == 2


def test_eight_are_too_few_even_for_the_county() -> None:
    found = draft(holder(n) for n in range(8))
    assert not found.shown
    assert set(found.hidden.values()) == {Why.FEW}


def test_ways_of_being_paid_and_courses_are_never_mixed() -> None:
    found = draft(
        [
            *(holder(n) for n in range(9)),
            *(holder(n, kind=DAYS_26) for n in range(9, 17)),
            *(holder(n, basis="gross") for n in range(17, 25)),
            *(holder(n, course="PC") for n in range(25, 33)),
        ]
    )
    assert {place.town for place in found.shown} == {NO_TOWN, "甲"}
    assert {(place.course, place.kind, place.basis) for place in found.shown} == {
        ("EC", MONTH, "net")
    }


def test_two_certificates_of_one_course_are_one_person() -> None:
    assert not draft([holder(n // 2) for n in range(16)]).shown


def test_who_holds_two_courses_counts_in_both() -> None:
    found = draft([holder(n, course=code) for n in range(9) for code in ("EC", "PC")])
    assert {place.course for place in found.shown} == {"EC", "PC"}


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        pytest.param([], None, id="nothing told"),
        pytest.param([{"fen": 1, "month": 3}, {"fen": 2, "month": 5}], 2, id="latest"),
        pytest.param(
            [{"fen": 1, "source": "payslip"}, {"fen": 2, "source": "self"}],
            1,
            id="best evidenced",
        ),
        pytest.param(
            [{"fen": 1, "source": "payslip", "is_disputed": True}, {"fen": 2}],
            2,
            id="disputed",
        ),
        pytest.param([{"fen": 1, "is_disputed": True}], None, id="only a disputed one"),
        pytest.param(
            [
                {"fen": 1, "source": "company", "employer": "甲公司"},
                {"fen": 2, "source": "self", "employer": "乙公司"},
            ],
            1,
            id="two jobs are not added up",
        ),
        pytest.param(
            [{"fen": 1, "start": date(2026, 1, 9), "end": date(2026, 2, 8)}],
            None,
            id="begun before the certificate",
        ),
        pytest.param(
            [{"fen": 1, "start": ISSUED, "end": date(2026, 2, 9)}],
            1,
            id="since its day",
        ),
    ],
)
def test_each_counts_with_one_pay(
    sums: list[dict[str, Any]], expected: int | None
) -> None:
    pay = one_pay([earned(**each) for each in sums], since=ISSUED)
    assert (pay.fen if pay else None) == expected


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 11, 24), date(2025, 11, 1), date(2026, 10, 31)),
        (date(2026, 1, 1), date(2025, 1, 1), date(2025, 12, 31)),
        (date(2024, 3, 31), date(2023, 3, 1), date(2024, 2, 29)),
    ],
)
def test_the_period_is_the_last_twelve_whole_months(
    on: date, first: date, last: date
) -> None:
    assert period(on) == (first, last)
