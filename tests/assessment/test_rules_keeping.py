"""What a retake keeps: only what was passed by itself, for so long, and no failed step."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules.examiners import StationOutcome, combine, mean_of_stations
from school.assessment.rules.keeping import Keeping, Taken, months_after
from school.assessment.rules.stations import FAIL_PRACTICAL, FAIL_STATION, Sheet
from school.assessment.rules.verdict import Evidence, PassMark, decide

OUT = date(2026, 1, 31)
KEEPING = Keeping(pass_points=60, months=6)
EFFECTS = {1: FAIL_STATION, 2: FAIL_PRACTICAL}
# Points of a station, and which critical fails were seen.
seen = st.tuples(st.integers(0, 100), st.sampled_from([(), (1,), (2,), (1, 2)]))
# Of each station the first time and, if it is taken again, the second.
tries = st.lists(st.tuples(seen, seen), min_size=1, max_size=4)


def outcome(points: int, critical: tuple[int, ...]) -> StationOutcome:
    return combine([Sheet({1: points}, frozenset(critical))] * 2, EFFECTS)


def taken(points: str, *, critical: bool = False, out_on: date | None = OUT) -> Taken:
    return Taken(Decimal(points), critical, out_on)


@pytest.mark.parametrize(
    ("points", "critical", "kept"),
    [
        ("60.0", False, True),
        ("59.9", False, False),
        ("100.0", True, False),
        ("0.0", True, False),
    ],
)
def test_a_station_is_kept_from_the_pass_mark_on_without_a_critical_fail(
    points: str, critical: bool, kept: bool
) -> None:
    assert KEEPING.keeps(taken(points, critical=critical), on=OUT) is kept


def test_it_is_kept_to_the_last_day_of_its_months() -> None:
    last = date(2026, 7, 31)
    assert KEEPING.until(taken("80.0")) == last
    assert KEEPING.keeps(taken("80.0"), on=last)
    assert not KEEPING.keeps(taken("80.0"), on=last + timedelta(days=1))


def test_with_no_months_nothing_is_kept() -> None:
    assert not Keeping(pass_points=60, months=0).keeps(taken("100.0"), on=OUT)


def test_what_is_not_out_is_not_kept() -> None:
    assert not KEEPING.keeps(taken("100.0", out_on=None), on=OUT)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 24, date(2028, 6, 15)),
    ],
)
def test_a_month_that_is_too_short_ends_it(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@given(tries)
def test_keeping_never_makes_a_failed_critical_step_pass(
    stations: list[tuple],
) -> None:
    """What a station was last seen to be, counts: kept or taken again."""
    last = []
    for one, other in stations:
        first, second = outcome(*one), outcome(*other)
        former = Taken(first.points, bool(first.critical), OUT)
        kept = KEEPING.keeps(former, on=OUT)
        assert not (kept and (first.critical or first.fails_practical))
        last.append(first if kept else second)
    failing = tuple(sorted({str(fail) for one in last for fail in one.critical}))
    fatal = any(one.fails_practical for one in last)
    verdict = decide(
        Evidence(
            theory=Decimal(100),
            practical=mean_of_stations([one.points for one in last]),
            failing=failing if fatal else (),
            minutes_credited=100,
            minutes_scheduled=100,
        ),
        PassMark(theory=60, practical=60, attendance_percent=80),
    )
    assert not (fatal and verdict.has_passed)


@given(tries)
def test_a_practical_that_failed_has_something_to_take_again(
    stations: list[tuple],
) -> None:
    """So a retake is never empty: all kept would mean that all was passed."""
    firsts = [outcome(*first) for first, _second in stations]
    if all(
        KEEPING.keeps(Taken(one.points, bool(one.critical), OUT), on=OUT)
        for one in firsts
    ):
        assert mean_of_stations([one.points for one in firsts]) >= 60
        assert not any(one.fails_practical for one in firsts)
