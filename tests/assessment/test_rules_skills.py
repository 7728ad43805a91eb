from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules.skills import (
    THRESHOLDS,
    Level,
    Shown,
    level_of,
    standing_of,
)

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
tenths = st.integers(0, 1000).map(lambda number: Decimal(number) / 10)
levels = st.sampled_from(Level)
showings = st.lists(
    st.builds(
        Shown,
        at=st.integers(0, 5).map(lambda days: BEGIN + timedelta(days=days)),
        sequence=st.integers(),
        level=levels,
    ),
    unique_by=lambda shown: shown.sequence,
    max_size=8,
)


@pytest.mark.parametrize(
    ("points", "level"),
    [
        ("0", Level.NOT_YET),
        ("29.9", Level.NOT_YET),
        ("30", Level.WITH_HELP),
        ("59.9", Level.WITH_HELP),
        ("60", Level.SAFELY),
        ("89.9", Level.SAFELY),
        ("90", Level.FULLY),
        ("100", Level.FULLY),
    ],
)
def test_levels_begin_where_the_first_rule_says(points: str, level: Level) -> None:
    assert THRESHOLDS.version == 1
    assert level_of(Decimal(points), 100, has_critical=False) is level


@given(one=tenths, other=tenths, has_critical=st.booleans())
def test_more_points_never_lower_a_level(
    one: Decimal, other: Decimal, has_critical: bool
) -> None:
    low, high = sorted([one, other])
    assert level_of(low, 100, has_critical=has_critical) <= level_of(
        high, 100, has_critical=has_critical
    )


@given(points=tenths, of=st.integers(0, 100))
def test_what_fails_a_station_is_never_shown_safely(points: Decimal, of: int) -> None:
    without = level_of(points, of, has_critical=False)
    seen = level_of(points, of, has_critical=True)
    assert seen < Level.SAFELY
    assert seen <= without


@given(points=st.integers(0, 50), of=st.integers(1, 50), times=st.integers(1, 9))
def test_the_share_decides_and_not_the_number_of_points(
    points: int, of: int, times: int
) -> None:
    assert level_of(Decimal(points), of, has_critical=False) is level_of(
        Decimal(points * times), of * times, has_critical=False
    )


@given(
    showings.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found)))
)
def test_the_order_in_which_showings_are_read_never_matters(
    pair: tuple[list[Shown], list[Shown]],
) -> None:
    given_order, shuffled = pair
    assert standing_of(given_order) == standing_of(shuffled)


@given(before=showings, level=levels)
def test_a_later_showing_takes_none_away(before: list[Shown], level: Level) -> None:
    was = standing_of(before)
    later = Shown(at=BEGIN + timedelta(days=9), sequence=0, level=level)
    now = standing_of([*before, later])
    assert now.showings[:-1] == was.showings
    assert now.latest is level
    assert now.best >= was.best
    assert now.is_shown == (level >= Level.SAFELY)
    assert not (now.is_shown and now.is_shaken)


def test_what_nobody_has_seen_is_not_shown() -> None:
    standing = standing_of([])
    assert (standing.latest, standing.best) == (Level.NOT_YET, Level.NOT_YET)
    assert not standing.is_shown
    assert not standing.is_shaken
