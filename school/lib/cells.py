"""The values of a table's cells, read as they were meant or refused; nothing is guessed."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from school.lib.money import NotMoney, parse_yuan
from school.lib.sheets import Cell
from school.lib.typed import plain


class Kind(StrEnum):
    TEXT = "text"
    DAY = "day"
    # The first day of the month.
    MONTH = "month"
    # Without a zone, as it stands there, unless it names one.
    MOMENT = "moment"
    WHOLE = "whole"
    # How many, in hundredths: 12.5 is 1250.
    HUNDREDTHS = "hundredths"
    # In fen.
    MONEY = "money"


class Unread(ValueError):
    """`code` says why: see `tables.SENTENCES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


FIRST_YEAR, LAST_YEAR = 1900, 2099
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
MINUTE = r"\s*[T ]?\s*(?P<hour>[0-9]{1,2})[:时点](?P<minute>[0-9]{1,2})(?:[:分](?P<second>[0-9]{1,2})?(?:\.0*)?秒?|分)?"
ZONE = r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
DATED = re.compile(
    r"(?P<year>[0-9]{4})\s*(?P<sign>[-/.年])\s*(?P<month>[0-9]{1,2})\s*"
    r"(?:(?P=sign)|月)\s*(?P<day>[0-9]{1,2})\s*[日号]?"
    rf"(?:{MINUTE}{ZONE})?"
)
DIGITS = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?:{MINUTE}{ZONE})?"
)
# Days since 1900 as a spreadsheet counts them: from 1954 to 2119, and no year is among them.
SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]{1,12})?")
MONTHLY = re.compile(
    r"(?P<year>[0-9]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*月?(?:份)?"
)
SIX_DIGITS = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})")
WHOLE = re.compile(r"[+-]?[0-9]{1,15}(?:\.0+)?")
QUANTITY = re.compile(r"(?P<whole>[0-9]{1,7})(?:\.(?P<part>[0-9]{1,2})0*)?")


def value_of(cell: Cell, kind: Kind, *, is_1904: bool = False) -> Any:
    """What the cell says, else Unread."""
    if cell.trouble in {"formula", "error", "merged"}:
        raise Unread(cell.trouble)
    if cell.trouble == "date":
        return _dated(cell, kind)
    return READERS[kind](cell.text, is_1904)


def day(text: str, is_1904: bool = False) -> date:
    """The day of 2026-11-3, 2026/11/03, 2026.11.3, 2026年11月3日, 20261103 or 46329."""
    return moment(text, is_1904).date()


def month(text: str, is_1904: bool = False) -> date:
    """The first day of 2026-11, 2026/11, 2026年11月, 202611, or of the month of a day."""
    typed = plain(text).strip()
    found = MONTHLY.fullmatch(typed) or SIX_DIGITS.fullmatch(typed)
    try:
        if found is None:
            return day(text, is_1904).replace(day=1)
        return _made({**found.groupdict(), "day": "1"}).date()
    except Unread as error:
        raise Unread("no_month") from error


def moment(text: str, is_1904: bool = False) -> datetime:
    """As `day`, with a time of the day where there is one."""
    typed = plain(text).strip()
    found = DATED.fullmatch(typed) or DIGITS.fullmatch(typed)
    if found:
        return _made(found.groupdict())
    if not SERIAL.fullmatch(typed):
        raise Unread("no_date")
    since = EPOCH_1904 if is_1904 else EPOCH
    counted = since + timedelta(seconds=round(float(typed) * 24 * 60 * 60))
    if counted.year > LAST_YEAR:
        raise Unread("no_date")
    return counted


def whole(text: str, _is_1904: bool = False) -> int:
    typed = plain(text).replace("−", "-").strip()
    if not WHOLE.fullmatch(typed):
        raise Unread("no_number")
    return int(typed.partition(".")[0])


def hundredths(text: str, _is_1904: bool = False) -> int:
    found = QUANTITY.fullmatch(plain(text).strip())
    if found is None:
        raise Unread("no_quantity")
    return int(found["whole"]) * 100 + int((found["part"] or "").ljust(2, "0"))


def money(text: str, _is_1904: bool = False) -> int:
    try:
        return parse_yuan(text)
    except NotMoney as error:
        raise Unread("no_money") from error


def _text(text: str, _is_1904: bool) -> str:
    return text


READERS: Mapping[Kind, Callable[[str, bool], Any]] = {
    Kind.TEXT: _text,
    Kind.DAY: day,
    Kind.MONTH: month,
    Kind.MOMENT: moment,
    Kind.WHOLE: whole,
    Kind.HUNDREDTHS: hundredths,
    Kind.MONEY: money,
}


def _dated(cell: Cell, kind: Kind) -> Any:
    """A real date, where one is asked for; elsewhere nobody knows how it was meant."""
    if cell.when is None or kind not in {Kind.DAY, Kind.MONTH, Kind.MOMENT}:
        raise Unread("is_date")
    found = cell.when
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unread("no_date")
    if not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day)
    if kind == Kind.MOMENT:
        return found
    return found.date().replace(day=1) if kind == Kind.MONTH else found.date()


def _made(parts: Mapping[str, str | None]) -> datetime:
    year, month, day, hour, minute, second = (
        int(parts.get(name) or 0)
        for name in ("year", "month", "day", "hour", "minute", "second")
    )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unread("no_date")
    try:
        found = datetime(year, month, day, hour, minute, second)
        zone = parts.get("zone")
        return found.replace(tzinfo=_zone(zone)) if zone else found
    except ValueError as error:
        raise Unread("no_date") from error


def _zone(zone: str) -> Any:
    return datetime.strptime(zone.replace("Z", "+00:00"), "%z").tzinfo
