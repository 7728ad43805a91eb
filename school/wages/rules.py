"""What follows from pay as it was told, and when it is asked about."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from school.lib.middles import whole

MONTHS_ASKED: Final = (3, 6, 12)
# Who waited for a place in vain is asked once, so long after the class began without her:
# about when who was in it is asked for the first time.
MONTHS_WAITED: Final = 6
# Who waited is asked for so long: pay of later months is beside nobody's.
MONTHS_OPEN: Final = 2
# A follow-up that is due is told again after so many days, as long as nobody answers.
REMIND_AFTER: Final = (0, 7, 21)
# So long a link in such a message opens the question.
LINK_DAYS: Final = 30
# Pay before the course: the usual month of so many before.
BASELINE_MONTHS: Final = 3

MONTH: Final = "month"
DAYS_26: Final = "26_day"
HOUR: Final = "hour"

# What may be compared with what. Pay by the day, order or square metre comes to a
# calendar month by how many there are in one; 26 days and hours stay what they are.
KIND_OF_UNIT: Final = {
    "month": MONTH,
    "day": MONTH,
    "order": MONTH,
    "sqm": MONTH,
    "26_day": DAYS_26,
    "hour": HOUR,
}
# Paid by these, one also says how many there are in a usual month, at most so many.
MOST_A_MONTH: Final = {"day": 31, "hour": 744, "order": 1_000, "sqm": 50_000}
# Round sums that one can tap, in yuan.
OFTEN: Final = {
    "month": (3000, 3500, 4000, 4500, 5000, 5500, 6000, 7000, 8000),
    "26_day": (5000, 6000, 7000, 8000, 9000, 10000, 12000, 15000),
    "day": (120, 150, 180, 200, 230, 260, 300),
    "hour": (18, 20, 25, 30, 35, 40, 50),
    "order": (60, 80, 100, 120, 150, 200),
    "sqm": (3, 4, 5, 6, 8, 10),
}
# Outside these, in yuan, one is asked whether the sum is right; it is not refused.
USUAL: Final = {
    "month": (500, 30_000),
    "26_day": (1_000, 40_000),
    "day": (30, 1_500),
    "hour": (5, 200),
    "order": (10, 2_000),
    "sqm": (1, 100),
}
# Pay is shown in steps of so many fen: to the fen, the figures of two days, each times its
# number of people, would tell the pay of the one who came between them.
STEP: Final = {MONTH: 5_000, DAYS_26: 5_000, HOUR: 50}
FEN: Final = 100
HUNDREDTHS: Final = 100


@dataclass(frozen=True, slots=True)
class Pay:
    """A sum for one unit, and how many units (in hundredths) a usual month has."""

    amount_fen: int
    unit: str
    quantity_hundredths: int = HUNDREDTHS
    basis: str = "net"
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Comparable:
    """Pay in a form in which only like is compared with like."""

    kind: str
    fen: int
    # Pay before and pay after deductions are not like.
    basis: str = "net"


def comparable(pay: Pay) -> Comparable:
    kind = KIND_OF_UNIT[pay.unit]
    if kind != MONTH:
        return Comparable(kind, pay.amount_fen, pay.basis)
    hundredfold = pay.amount_fen * pay.quantity_hundredths
    fen = (2 * hundredfold + HUNDREDTHS) // (2 * HUNDREDTHS)
    return Comparable(kind, fen, pay.basis)


def is_unusual(pay: Pay) -> bool:
    least, most = USUAL[pay.unit]
    return not least * FEN <= pay.amount_fen <= most * FEN


def is_counted(unit: str) -> bool:
    """Whether one says how many units a month has; a month and 26 days are one each."""
    return unit in MOST_A_MONTH


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last day."""
    carry, month = divmod(day.month - 1 + months, 12)
    year = day.year + carry
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_dates(completed_on: date) -> dict[int, date]:
    return {months: add_months(completed_on, months) for months in MONTHS_ASKED}


def months_before(day: date, months: int) -> tuple[date, date]:
    """The first and last day of the months that end the day before `day`."""
    return add_months(day, -months), day - timedelta(days=1)


def to_show(fen: int, kind: str) -> int:
    """To the nearest step, half a step away from zero."""
    step = STEP[kind]
    return whole(Decimal(fen) / step) * step


def to_show_between(ends: tuple[int, int], kind: str) -> tuple[int, int]:
    """An interval outwards, so that it holds what it held."""
    step = STEP[kind]
    low, high = ends
    return low // step * step, -(-high // step) * step
