"""Whatever happens to a person's points, in whatever order, the books are right."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.points.rules import accounts, lots
from school.points.rules.accounts import RATING, SPENDING, Accounts, Line
from school.points.rules.lots import Lot, Move
from school.points.rules.replay import Replay, Written

# What is tried, a number to choose by, and the days that go by before it.
KINDS = "award award award deduct reverse hold hold collect release expire carry_over"
history = st.lists(
    st.tuples(st.sampled_from(KINDS.split()), st.integers(0, 40), st.integers(0, 200)),
    max_size=30,
)


@dataclass
class Book:
    """Posts as the verbs do."""

    on: date = date(2026, 1, 31)
    sums: dict[str, int] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    awards: dict[int, int] = field(default_factory=dict)
    holds: list[int] = field(default_factory=list)

    @property
    def held(self) -> Accounts:
        return Accounts.of(self.sums)

    def post(
        self, kind: str, points: int, lines: list[Line], reverses: int | None = None
    ) -> int:
        self.sums = accounts.sums_after(self.sums, lines)
        pk = len(self.written) + 1
        after = {line.account: (line.delta, self.sums[line.account]) for line in lines}
        self.written.append(
            Written(pk, kind, points, self.on, reverses=reverses, lines=after)
        )
        self.moves.append(Move(kind, pk, self.on, abs(points), reverses))
        return pk

    def try_to(self, kind: str, number: int, days: int) -> None:
        self.on += timedelta(days=days)
        getattr(self, kind)(number)

    def award(self, number: int) -> None:
        lines = accounts.rate(number) + accounts.give(number, self.held)
        self.awards[self.post("award", number, lines)] = number

    def deduct(self, number: int) -> None:
        self.post("deduction", -number, accounts.rate(-number))

    def reverse(self, number: int) -> None:
        if not self.awards:
            return
        award = sorted(self.awards)[number % len(self.awards)]
        points = self.awards.pop(award)
        lot = next(one for one in lots.fold(self.moves) if one.posting == award)
        lines = accounts.rate(-points)
        lines += accounts.take_back(points, self.held, expired=lot.expired)
        self.post("reversal", -points, lines, award)

    def hold(self, number: int) -> None:
        if 0 < number <= self.held.balance:
            self.post("hold", -number, accounts.hold(number))
            self.holds.append(number)

    def collect(self, number: int) -> None:
        if self.holds:
            points = self.holds.pop(number % len(self.holds))
            self.post("collection", -points, accounts.collect(points))

    def release(self, number: int) -> None:
        if self.holds:
            points = self.holds.pop(number % len(self.holds))
            self.post("release", points, accounts.release(points, self.held))

    def expire(self, number: int) -> None:
        if points := self.ended():
            self.post("expiry", -points, accounts.expire(points))

    def carry_over(self, number: int) -> None:
        total = accounts.carry_over(self.held.score) - 100 - self.held.score_total
        self.post("carry_over", total, accounts.rate(total))

    def ended(self) -> int:
        """As the ledger asks it: by what was given since, without looking at the rest."""
        over = lots.last_day_over(self.on)
        newer = [lot.points for lot in lots.fold(self.moves) if lot.on > over]
        return lots.ended(self.held.balance, newer=sum(newer))


def kept(steps: list[tuple[str, int, int]]) -> Book:
    book = Book()
    for step in steps:
        book.try_to(*step)
    return book


@given(history)
def test_the_lines_of_every_posting_sum_to_zero_on_both_sides(
    steps: list[tuple[str, int, int]],
) -> None:
    for posting in kept(steps).written:
        for side in (RATING, SPENDING):
            moved = [posting.lines[each][0] for each in side if each in posting.lines]
            assert sum(moved) == 0


@given(history)
def test_nothing_is_ever_below_zero_and_a_debt_comes_first(
    steps: list[tuple[str, int, int]],
) -> None:
    book = Book()
    for step in steps:
        book.try_to(*step)
        held = book.held
        assert min(held.balance, held.held, held.owed, held.given, held.spent) >= 0
        assert held.expired >= 0
        assert not (held.balance and held.owed)
        assert held.balance + held.held + held.spent + held.expired == (
            held.given + held.owed
        )
        assert 0 <= held.score <= 300


@given(history)
def test_the_oldest_points_go_first(steps: list[tuple[str, int, int]]) -> None:
    book = kept(steps)
    found = lots.fold(book.moves)
    gone = sum(lot.unexpired for lot in found) - book.held.balance
    expected: list[tuple[Lot, int]] = []
    for lot in found:
        first = min(gone, lot.unexpired)
        gone -= first
        if lot.unexpired > first:
            expected.append((lot, lot.unexpired - first))
    assert lots.left(found, book.held.balance) == expected
    assert sum(lot.expired for lot in found) == book.held.expired


@given(history)
def test_what_ends_is_what_the_old_lots_have_left(
    steps: list[tuple[str, int, int]],
) -> None:
    book = kept(steps)
    parts = lots.left(lots.fold(book.moves), book.held.balance)
    over = [points for lot, points in parts if lot.last_day < book.on]
    assert book.ended() == sum(over)
    book.expire(0)
    assert book.ended() == 0


@given(history)
def test_with_every_award_taken_back_and_every_hold_ended_nothing_stays_given(
    steps: list[tuple[str, int, int]],
) -> None:
    book = kept(steps)
    while book.awards:
        book.reverse(0)
    while book.holds:
        book.release(0)
    held = book.held
    assert (held.given, held.balance, held.expired, held.held) == (0, 0, 0, 0)
    assert held.owed == held.spent


@given(history, st.integers(0, 40))
def test_going_through_it_again_finds_the_line_that_is_off(
    steps: list[tuple[str, int, int]], number: int
) -> None:
    written = kept(steps).written
    assert list(Replay().off(written)) == []
    if not written:
        return
    wrong = written[number % len(written)]
    account, (delta, after) = next(iter(wrong.lines.items()))
    lines = {**wrong.lines, account: (delta, after + 1)}
    spoilt = [
        each
        if each is not wrong
        else Written(
            wrong.pk,
            wrong.kind,
            wrong.points,
            wrong.on,
            reverses=wrong.reverses,
            lines=lines,
        )
        for each in written
    ]
    assert list(Replay().off(spoilt)) == [(wrong.pk, account)]


@pytest.mark.parametrize(
    ("score", "expected"),
    [(100, 100), (160, 130), (115, 108), (85, 93), (84, 92), (0, 50), (300, 200)],
)
def test_a_year_ends_half_the_way_back(score: int, expected: int) -> None:
    assert accounts.carry_over(score) == expected


def test_an_award_that_was_spent_is_owed_and_the_next_makes_it_up() -> None:
    book = kept([("award", 15, 0), ("hold", 10, 0), ("collect", 0, 0)])
    book.reverse(0)
    assert (book.held.balance, book.held.owed) == (0, 10)
    book.award(30)
    assert (book.held.balance, book.held.owed, book.held.given) == (20, 0, 30)


def test_a_held_lot_that_is_given_back_makes_up_a_debt_first() -> None:
    book = kept([("award", 15, 0), ("hold", 15, 0), ("reverse", 0, 0)])
    assert (book.held.held, book.held.owed) == (15, 15)
    book.release(0)
    assert (book.held.balance, book.held.held, book.held.owed) == (0, 0, 0)


def test_an_award_whose_points_expired_comes_off_what_expired() -> None:
    book = kept([("award", 15, 0), ("award", 5, 700), ("expire", 0, 60)])
    assert (book.held.balance, book.held.expired) == (5, 15)
    book.reverse(0)
    assert (book.held.balance, book.held.expired, book.held.owed) == (5, 0, 0)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_the_last_day_over_is_the_last_whose_points_are_gone(on: date) -> None:
    over = lots.last_day_over(on)
    assert Lot(1, over, 1).last_day < on
    assert Lot(1, over + timedelta(days=1), 1).last_day >= on


def test_what_came_on_a_leap_day_ends_with_february() -> None:
    assert Lot(1, date(2028, 2, 29), 1).last_day == date(2030, 2, 28)
