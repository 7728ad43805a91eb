"""Until when a result may be appealed, and that an appeal takes nothing away."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules import appeals
from school.assessment.rules.examiners import combine
from school.assessment.rules.stations import (
    APPEAL,
    FAIL_PRACTICAL,
    FAIL_STATION,
    Sheet,
)

OUT = date(2026, 2, 26)
EFFECTS = {1: FAIL_STATION, 2: FAIL_PRACTICAL}
critical = st.frozensets(st.sampled_from([1, 2]))
steps = st.dictionaries(st.integers(1, 4), st.integers(0, 25), max_size=4)
marked = st.lists(
    st.builds(Sheet, points=steps, critical=critical), min_size=2, max_size=4
)
# Each with a rank of its own, as they are kept.
heard = st.lists(st.tuples(steps, critical), min_size=1, max_size=3).map(
    lambda given_sheets: [
        Sheet(points, lifted=fails, rank=APPEAL + number)
        for number, (points, fails) in enumerate(given_sheets)
    ]
)


def test_so_many_days_after_it_came_out_and_none_is_never() -> None:
    assert appeals.last_day(OUT, days=7) == date(2026, 3, 5)
    assert appeals.last_day(OUT, days=0) is None


@given(marked, heard)
def test_an_appeal_never_lowers_a_station(
    sheets: list[Sheet], appeal: list[Sheet]
) -> None:
    before, after = combine(sheets, EFFECTS), combine([*sheets, *appeal], EFFECTS)
    assert after.points >= before.points
    assert after.fails_practical <= before.fails_practical
    assert after.critical <= before.critical
    assert all(after.items[step] >= given_ for step, given_ in before.items.items())


@given(marked, heard)
def test_hearing_is_a_fold_over_appended_sheets(
    sheets: list[Sheet], appeal: list[Sheet]
) -> None:
    """Whatever order they are read in; and a hearing that changes nothing changes nothing."""
    outcome = combine([*sheets, *appeal], EFFECTS)
    assert combine([*reversed(appeal), *sheets], EFFECTS) == outcome
    same = Sheet(critical=outcome.critical, rank=APPEAL + len(appeal))
    assert combine([*sheets, *appeal, same], EFFECTS) == outcome


@pytest.mark.parametrize(
    ("appeal", "points"),
    [
        # Both gave 10 and 20 of two steps: 30.
        (Sheet({1: 25}, frozenset(), rank=APPEAL), "45.0"),
        (Sheet({1: 5}, frozenset(), rank=APPEAL), "30.0"),
        (Sheet({1: 25, 2: 25}, frozenset(), rank=APPEAL), "50.0"),
    ],
)
def test_a_step_marked_higher_counts_and_one_marked_lower_does_not(
    appeal: Sheet, points: str
) -> None:
    sheets = [Sheet({1: 10, 2: 20})] * 2
    assert combine([*sheets, appeal], EFFECTS).points == Decimal(points)


def test_a_critical_fail_taken_away_gives_the_station_its_points_back() -> None:
    zeroed = [Sheet({1: 25, 2: 20}, frozenset({1}))] * 2
    assert combine(zeroed, EFFECTS).points == 0
    stands = Sheet({2: 25}, frozenset({1}), rank=APPEAL)
    assert combine([*zeroed, stands], EFFECTS).points == 0
    lifted = Sheet(lifted=frozenset({1}), rank=APPEAL)
    assert combine([*zeroed, lifted], EFFECTS).points == Decimal("45.0")


def test_a_fail_of_the_practical_taken_away_keeps_the_points() -> None:
    failed = [Sheet({1: 25}, frozenset({2}))] * 2
    lifted = Sheet(lifted=frozenset({2}), rank=APPEAL)
    after = combine([*failed, lifted], EFFECTS)
    assert (after.points, after.fails_practical) == (Decimal("25.0"), False)
