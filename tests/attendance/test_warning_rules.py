"""When somebody has to be called; pure rules."""

import pytest

from school.attendance.rules import Beside
from school.attendance.warnings.rules import (
    EVERY,
    IMPOSSIBLE,
    TIGHT,
    Past,
    absent_running,
    alarms,
    outlook,
)

EVENING = 135


def past(states: str) -> list[Past]:
    """a: absent, e: excused, l: came and went, p: still there, o: roll not called."""
    words = {"a": "absent", "e": "excused", "l": "left", "p": "present", "o": "open"}
    return [
        Past(number, words[one], EVENING, EVENING if one == "l" else 0)
        for number, one in enumerate(states)
    ]


@pytest.mark.parametrize(
    ("states", "first"),
    [
        ("", None),
        ("a", None),
        ("aa", 0),
        ("aaa", 0),
        ("laa", 1),
        ("aal", None),
        ("aalaa", 3),
        ("aea", 0),
        ("ae", None),
        ("aoa", 0),
        ("aap", None),
        ("ee", None),
    ],
)
def test_two_absences_running_are_an_alarm(states: str, first: int | None) -> None:
    found = absent_running(past(states))
    assert (found and found.session) == first


@pytest.mark.parametrize(
    ("states", "ahead", "level", "needed"),
    [
        # 80 % of 10 evenings are 8.
        ("llllllllll", 0, "", 0),
        ("a", 9, TIGHT, 8),
        ("aa", 8, EVERY, 8),
        ("aaa", 7, IMPOSSIBLE, 7),
        ("lllllea", 3, EVERY, 3),
        ("lllllla", 3, TIGHT, 2),
        ("llllllll", 2, "", 0),
        ("", 10, "", 8),
        # The roll was not called: hoped for.
        ("oo", 8, "", 6),
        ("p", 9, "", 7),
    ],
)
def test_hours_run_short_in_steps(
    states: str, ahead: int, level: str, needed: int
) -> None:
    found = outlook(8 * EVENING, past(states), [EVENING] * ahead)
    assert (found.level, found.needed, found.left) == (level, needed, ahead)


def test_three_of_the_four_evenings_left() -> None:
    [alarm] = alarms(8 * EVENING, past("lllllal")[1:], [EVENING] * 4)
    assert (alarm.kind, alarm.needed, alarm.left) == (TIGHT, 3, 4)


def test_long_evenings_ahead_are_counted_first() -> None:
    found = outlook(300, [Past(0, "absent", EVENING, 0)], [45, 135, 135, 135])
    assert (found.level, found.needed) == (TIGHT, 3)


def test_an_excused_evening_costs_its_hours_all_the_same() -> None:
    assert outlook(8 * EVENING, past("eee"), [EVENING] * 7).level == IMPOSSIBLE


@pytest.mark.parametrize(
    ("beside", "level", "needed"),
    [
        (Beside(), IMPOSSIBLE, 7),
        # May be read yet: not lost, but nothing is to spare.
        (Beside(to_come=EVENING - 1), IMPOSSIBLE, 7),
        (Beside(to_come=EVENING), EVERY, 7),
        (Beside(counted=EVENING), EVERY, 7),
        (Beside(counted=2 * EVENING), TIGHT, 6),
        (Beside(counted=3 * EVENING), "", 5),
    ],
)
def test_what_counts_beside_the_evenings(
    beside: Beside, level: str, needed: int
) -> None:
    """Three of ten were missed, where eight are needed."""
    found = outlook(8 * EVENING, past("aaa"), [EVENING] * 7, beside)
    assert (found.level, found.needed) == (level, needed)
