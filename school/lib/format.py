"""How dates, money, hours and spans are written, in Chinese and in English.

Times are local already when they come here; the caller knows the reader's zone.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

MINUTES_AN_HOUR = 45
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


def day(value: date, *, chinese: bool) -> str:
    """3月20日(周五); Fri 20 Mar."""
    if chinese:
        return f"{value.month}月{value.day}日(周{WEEKDAYS_ZH[value.weekday()]})"
    weekday, month = WEEKDAYS_EN[value.weekday()], MONTHS_EN[value.month - 1]
    return f"{weekday} {value.day} {month}"


def full_date(value: date, *, chinese: bool) -> str:
    """2026年3月20日; 20 Mar 2026."""
    if chinese:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {MONTHS_EN[value.month - 1]} {value.year}"


def week(monday: date, *, chinese: bool) -> str:
    """11月30日–12月6日; 30 Nov – 6 Dec."""
    sunday = monday + timedelta(days=6)
    if chinese:
        return f"{monday.month}月{monday.day}日–{sunday.month}月{sunday.day}日"
    first, last = (f"{one.day} {MONTHS_EN[one.month - 1]}" for one in (monday, sunday))
    return f"{first} – {last}"


def clock(value: datetime | time) -> str:
    return f"{value.hour:02d}:{value.minute:02d}"


def evening(value: datetime, *, chinese: bool) -> str:
    """3月20日(周五)19:00; Fri 20 Mar, 19:00."""
    joint = "" if chinese else ", "
    return f"{day(value, chinese=chinese)}{joint}{clock(value)}"


def span(start: datetime | time, end: datetime | time) -> str:
    """19:00–21:25."""
    return f"{clock(start)}–{clock(end)}"


def yuan(fen: int) -> str:
    """¥6,200, with the fen only where there are some."""
    sign = "−" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}¥{whole:,}" + (f".{rest:02d}" if rest else "")


def yuan_change(fen: int) -> str:
    """+¥800, −¥200, ¥0: a change always carries its sign."""
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen)


def hours(minutes: int) -> str:
    """Credit hours of 45 minutes, cut (never rounded up) to one decimal."""
    sign = "−" if minutes < 0 else ""
    return sign + _tenths(abs(minutes) * 10 // MINUTES_AN_HOUR)


def hours_to_sum(minutes: int) -> Decimal:
    """As `hours`, but a number, which a spreadsheet adds up."""
    return Decimal(hours(minutes).replace("−", "-"))


def hours_needed(minutes: int) -> str:
    """What has to be reached, in whole credit hours: part of one is credited to nobody."""
    return str(_whole(minutes))


def hours_left(done: int, needed: int) -> str:
    """Credit hours still to do, rounded up: never 0 while a minute is left."""
    minutes = _whole(needed) * MINUTES_AN_HOUR - done
    return _tenths(-(-minutes * 10 // MINUTES_AN_HOUR))


def _whole(minutes: int) -> int:
    return -(-minutes // MINUTES_AN_HOUR)


def _tenths(number: int) -> str:
    whole, rest = divmod(number, 10)
    return f"{whole}.{rest}" if rest else str(whole)
