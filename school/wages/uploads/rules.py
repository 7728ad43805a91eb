"""What a row of a company's table says of pay, what is wrong with it, and what is asked about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from school.lib.masking import bare_name, names_in_full
from school.wages.rules import (
    MOST_A_MONTH,
    Pay,
    add_months,
    is_counted,
    is_unusual,
)

# Further back nobody remembers, and a year was mistyped.
MONTHS_BACK: Final = 12
LONGEST_DAYS: Final = 31
HUNDREDTHS: Final = 100
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that could be read; `fault` where it cannot be so."""

    number: int
    worker: str
    name: str
    days: Days | None
    pay: Pay
    fault: str = ""

    @property
    def key(self) -> tuple[str, str, Days | None]:
        """Of two rows with the same, only one can be so; a wrong name stands for no right one."""
        return self.worker, bare_name(self.name), self.days


@dataclass(frozen=True, slots=True)
class Reported:
    """What stands of the same worker: of this company, or of another."""

    days: Days
    pay: Pay
    is_own: bool = True


def row(number: int, values: Mapping[str, Any], *, employer: str, today: date) -> Row:
    """The columns of a line that was read, put together."""
    unit = values["unit"]
    quantity = values.get("quantity")
    days, fault = _days(values)
    return Row(
        number=number,
        worker=values["worker"],
        name=values["name"],
        days=days,
        pay=Pay(
            amount_fen=values["amount"],
            unit=unit,
            quantity_hundredths=HUNDREDTHS if quantity is None else quantity,
            basis=values["basis"],
            employer=employer,
        ),
        fault=fault
        or (_not_these_days(days, today) if days else "")
        or _not_so_many(unit, quantity)
        or ("" if values["amount"] else "nothing"),
    )


def _days(values: Mapping[str, Any]) -> tuple[Days | None, str]:
    """A whole month, or from one day to another."""
    month, first, last = (values.get(name) for name in ("month", "first", "last"))
    if month and (first or last):
        return None, "month_and_days"
    if month:
        return (month, add_months(month, 1) - timedelta(days=1)), ""
    if not (first and last):
        return None, "days_missing"
    if last < first:
        return None, "days_backwards"
    return (first, last), ""


def _not_these_days(days: Days, today: date) -> str:
    first, last = days
    if last > today:
        return "not_over"
    if (last - first).days >= LONGEST_DAYS:
        return "too_long"
    return "too_old" if first < add_months(today.replace(day=1), -MONTHS_BACK) else ""


def _not_so_many(unit: str, quantity: int | None) -> str:
    if not is_counted(unit):
        return "" if quantity in {None, HUNDREDTHS} else "not_counted"
    if not quantity:
        return "how_many"
    return "too_many" if quantity > MOST_A_MONTH[unit] * HUNDREDTHS else ""


def is_named(written: str, name: str) -> bool:
    """However its signs are spaced or joined."""
    return names_in_full(written, name) and names_in_full(name, written)


def former(one: Row, reported: Iterable[Reported]) -> Reported | None:
    """What this company has reported of the same days."""
    return next((it for it in reported if it.is_own and it.days == one.days), None)


def asks(
    one: Row,
    reported: Iterable[Reported],
    beside: Iterable[Row] = (),
    *,
    tells_others: bool,
) -> tuple[str, ...]:
    """What the one who reports is asked before it is taken; nothing of it is refused.

    `beside`: the other rows about the same worker. That another company pays her, too, is
    none of a company's business.
    """
    there = [it for it in reported if _overlap(one.days, it.days)]
    found = []
    if is_unusual(one.pay):
        found.append("unusual")
    if any(it.is_own and it.days != one.days for it in there):
        found.append("overlaps")
    elif any(
        not it.fault and it.days and it.days != one.days and _overlap(one.days, it.days)
        for it in beside
    ):
        found.append("overlaps_row")
    if tells_others and any(not it.is_own for it in there):
        found.append("other_employer")
    return tuple(found)


def _overlap(one: Days | None, other: Days) -> bool:
    return one is not None and one[0] <= other[1] and other[0] <= one[1]


def apart(rows: Iterable[Row]) -> list[Row]:
    """Each row with its fault, if another one speaks of the same worker and days.

    Two that differ are both refused: which of them is right is not guessed.
    """
    told = list(rows)
    pays: dict[tuple[str, str, Days | None], set[tuple[int, str, int, str]]] = {}
    for one in told:
        if not one.fault:
            pays.setdefault(one.key, set()).add(sum_of(one.pay))
    seen = set()
    found = []
    for one in told:
        fault = one.fault
        if not fault and len(pays[one.key]) > 1:
            fault = "twice"
        elif not fault and one.key in seen:
            fault = "same_row"
        if not fault:
            seen.add(one.key)
        found.append(replace(one, fault=fault))
    return found


def sum_of(pay: Pay) -> tuple[int, str, int, str]:
    """What is paid, whatever the employer is called."""
    return pay.amount_fen, pay.unit, pay.quantity_hundredths, pay.basis
