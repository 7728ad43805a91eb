"""The one door to `holidays`: the days China has off, and the days off it works instead.

The State Council says late in each year which weekends of the next are worked so that a
holiday grows longer. Until it has, only the holidays that the law itself names are known.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

COUNTRY = "CN"
LANGUAGES = {"zh": "zh_CN", "en": "en_US"}
SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """`off` and its names by language, `worked` the weekend days exchanged for others."""

    off: dict[str, dict[date, str]]
    worked: frozenset[date]
    is_announced: bool


@lru_cache(maxsize=40)
def _year(year: int) -> Year:
    known = holidays.country_holidays(COUNTRY, years=year)
    worked = frozenset(day for day in known.weekend_workdays if day.year == year)
    # Without an announcement the package reckons further days off: nobody has said so.
    off = {
        reader: dict(
            holidays.country_holidays(
                COUNTRY, years=year, language=language, observed=bool(worked)
            )
        )
        for reader, language in LANGUAGES.items()
    }
    return Year(off, worked, bool(worked))


def is_announced(year: int) -> bool:
    """Whether it is known which weekends of the year are worked."""
    return _year(year).is_announced


def is_exchanged(day: date) -> bool:
    """A weekend day that is worked, for one off elsewhere."""
    return day in _year(day.year).worked


def is_off(day: date) -> bool:
    return bool(holiday(day, chinese=True))


def is_working(day: date) -> bool:
    """An ordinary weekday, or a weekend day that is worked for one off elsewhere."""
    return not is_off(day) and (day.weekday() < SATURDAY or is_exchanged(day))


def holiday(day: date, *, chinese: bool) -> str:
    """What is celebrated on the day; empty on an ordinary one.

    A weekend that touches a holiday belongs to its break, unless it is worked.
    """
    reader = "zh" if chinese else "en"
    if found := _named(day, reader):
        return found
    if day.weekday() < SATURDAY or not is_announced(day.year) or is_exchanged(day):
        return ""
    for step in (timedelta(days=1), timedelta(days=-1)):
        beside = day + step
        while beside.weekday() >= SATURDAY and not is_exchanged(beside):
            if found := _named(beside, reader):
                return found
            beside += step
        if beside.weekday() < SATURDAY and (found := _named(beside, reader)):
            return found
    return ""


def _named(day: date, reader: str) -> str:
    return _year(day.year).off[reader].get(day, "")
