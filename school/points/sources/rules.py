"""What is due from what people did, and what must change in the ledger for it. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from school.attendance.rules import Presence, credited_minutes, leaves_early, periods

EXCELLENT: Final = 90
CLEAN_DAYS: Final = timedelta(days=90)
# Given once more for the same thing after it was taken back: "…#2". No code has it.
MARK: Final = "#"


class Key(NamedTuple):
    """What points are given for: by which rule, and for which thing."""

    rule: str
    source_type: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Due:
    """When it was earned: for the limits of that month, whenever it is entered."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """An award in the ledger, and what became of it."""

    key: Key
    posting: int
    by_machine: bool
    is_reversed: bool = False
    # Reversed by the machine, it may come back; by a person, it stays gone.
    reversed_by_machine: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    # With the name under which it enters the ledger.
    to_give: tuple[tuple[Key, str], ...] = ()
    to_take: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.to_give or self.to_take)


def numbered(source_id: str, time: int) -> str:
    return source_id if time == 1 else f"{source_id}{MARK}{time}"


def bare(source_id: str) -> str:
    """The thing itself, however often points for it came and went."""
    name, mark, number = source_id.rpartition(MARK)
    return name if mark and number.isdecimal() else source_id


def changes(due: Collection[Key], ledger: Iterable[Given]) -> Changes:
    """What to give and to take so that the ledger holds what is due; `ledger` oldest first.

    What a person gave or took back by hand stays as it is.
    """
    times: dict[Key, int] = {}
    last: dict[Key, Given] = {}
    for one in ledger:
        times[one.key] = times.get(one.key, 0) + 1
        last[one.key] = one
    to_take = [
        one.posting
        for one in last.values()
        if one.by_machine and not one.is_reversed and one.key not in due
    ]
    to_give = [
        (key, numbered(key.source_id, times.get(key, 0) + 1))
        for key in due
        if key not in last or last[key].reversed_by_machine
    ]
    return Changes(tuple(to_give), tuple(to_take))


def is_whole(
    presence: Presence, *, starts_at: datetime, ends_at: datetime, minutes: int
) -> bool:
    """Signed in and out, credited with the whole evening, and not gone before its end."""
    if presence.state != "left" or presence.left is None:
        return False
    evening = periods(starts_at, ends_at, minutes)
    is_credited = credited_minutes(presence, evening) == 45 * len(evening)
    return is_credited and not leaves_early(presence.left, ends_at)


def has_no_gap(held: Collection[str], attended: Collection[str]) -> bool:
    """Every evening that the class held; a class that held none gives nothing."""
    return bool(held) and set(held) <= set(attended)


def renewed_in_time(
    checks: Iterable[tuple[date, date]],
) -> tuple[date, ...]:
    """Of checks as (shown on, valid through): those shown while an earlier one still held."""
    found: list[date] = []
    holds_until: date | None = None
    for shown, until in sorted(checks):
        if holds_until is None or until > holds_until:
            if holds_until is not None and shown <= holds_until:
                found.append(until)
            holds_until = until
    return tuple(found)


def clean_spans(days: Collection[date], *, before: date) -> Iterator[date]:
    """The first day of each ninety in a row after one of `days` and free of them, all over."""
    ordered = sorted(days)
    for day, following in zip(ordered, [*ordered[1:], before], strict=True):
        first = day + timedelta(days=1)
        while first + CLEAN_DAYS <= min(following, before):
            yield first
            first += CLEAN_DAYS


def first_of_each(
    rows: Iterable[tuple[tuple[int, str], int]],
) -> Mapping[tuple[int, str], int]:
    """Of rows in the order in which they came, the first of each person and course."""
    found: dict[tuple[int, str], int] = {}
    for whose, row in rows:
        found.setdefault(whose, row)
    return found
