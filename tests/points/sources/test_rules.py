from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.attendance.rules import Presence
from school.points.sources.rules import (
    Given,
    Key,
    bare,
    changes,
    has_no_gap,
    is_whole,
    numbered,
    renewed_in_time,
)

BEGIN = datetime(2026, 9, 1, 19)
END = BEGIN + timedelta(minutes=145)
KEYS = [Key("T01", "session", code) for code in "abcd"]


def stayed(late: int = 0, early: int = 0, **extra: object) -> bool:
    presence = Presence(
        arrived=BEGIN + timedelta(minutes=late), left=END - timedelta(minutes=early)
    )
    return is_whole(presence, starts_at=BEGIN, ends_at=END, minutes=135)


@pytest.mark.parametrize(
    ("late", "early", "whole"),
    [(0, 0, True), (15, 10, True), (16, 0, False), (0, 11, False)],
)
def test_an_evening_is_whole_from_its_beginning_to_its_end(late, early, whole) -> None:
    assert stayed(late, early) is whole


def test_who_was_not_signed_out_or_was_away_has_no_whole_evening() -> None:
    for presence in (Presence(arrived=BEGIN), Presence(absence="excused"), Presence()):
        assert not is_whole(presence, starts_at=BEGIN, ends_at=END, minutes=135)


def test_who_went_out_for_an_hour_and_came_back_has_none() -> None:
    out = Presence(
        arrived=BEGIN + timedelta(minutes=90),
        left=END,
        earlier=((BEGIN, BEGIN + timedelta(minutes=30)),),
    )
    assert not is_whole(out, starts_at=BEGIN, ends_at=END, minutes=135)


def test_a_class_without_an_evening_gives_nothing() -> None:
    assert not has_no_gap([], [])
    assert not has_no_gap(["E1", "E2"], ["E1"])
    assert has_no_gap(["E1", "E2"], ["E2", "E1", "E3"])


def test_a_check_shown_while_the_last_one_held_is_in_time() -> None:
    first = (date(2025, 3, 1), date(2026, 3, 1))
    assert renewed_in_time([first]) == ()
    second = (date(2026, 3, 1), date(2027, 2, 20))
    assert renewed_in_time([second, first]) == (date(2027, 2, 20),)
    too_late = (date(2026, 3, 2), date(2027, 2, 20))
    assert renewed_in_time([first, too_late]) == ()


@given(st.text(alphabet="ab1#", max_size=6), st.integers(min_value=2, max_value=99))
def test_the_thing_itself_is_known_under_every_number(name: str, time: int) -> None:
    assert bare(numbered(name, time)) == name


class Ledger:
    """Rows as the real one has them, without its sums."""

    def __init__(self) -> None:
        self.rows: list[Given] = []

    def settle(self, due: set[Key]) -> None:
        change = changes(due, self.rows)
        for pk in change.to_take:
            self.end(pk, by_machine=True)
        names = {name for _key, name in change.to_give}
        assert len(names) == len(change.to_give)
        self.rows += [
            Given(key, len(self.rows) + place, by_machine=True)
            for place, (key, _name) in enumerate(change.to_give)
        ]

    def end(self, pk: int, *, by_machine: bool) -> None:
        row = self.rows[pk]
        assert not row.is_reversed
        self.rows[pk] = Given(row.key, pk, row.by_machine, True, by_machine)

    @property
    def held(self) -> list[Key]:
        return [row.key for row in self.rows if not row.is_reversed]


@given(st.lists(st.sets(st.sampled_from(KEYS)), max_size=12))
def test_after_each_settling_exactly_what_is_due_is_held_once(turns) -> None:
    ledger = Ledger()
    for due in turns:
        ledger.settle(due)
        assert sorted(ledger.held) == sorted(due)
        assert not changes(due, ledger.rows)


@given(st.lists(st.sets(st.sampled_from(KEYS)), max_size=8))
def test_what_a_person_took_back_stays_gone(turns) -> None:
    ledger = Ledger()
    ledger.settle({KEYS[0]})
    ledger.end(0, by_machine=False)
    for due in turns:
        ledger.settle(due)
        assert KEYS[0] not in ledger.held


def test_what_a_person_gave_is_neither_given_again_nor_taken() -> None:
    by_hand = [Given(KEYS[0], 1, by_machine=False)]
    assert not changes([], by_hand)
    assert not changes([KEYS[0]], by_hand)
