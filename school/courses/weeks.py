"""A week from Monday to Sunday, named as ISO 8601 does: 2026-W48."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone, translation

from school.courses.models import Session
from school.lib import calendar
from school.lib.typed import plain

WRITTEN = re.compile(r"(20\d\d)-W(\d\d)")
A_DAY = re.compile(r"20\d\d-\d\d-\d\d", re.ASCII)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    day: date
    # What is celebrated; empty on an ordinary day.
    holiday: str
    is_exchanged: bool
    sessions: list[Session]


@dataclass(frozen=True)
class Week:
    monday: date
    days: list[Day]

    @property
    def name(self) -> str:
        return name(self.monday)

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def before(self) -> str:
        return name(self.monday - A_WEEK)

    @property
    def after(self) -> str:
        return name(self.monday + A_WEEK)

    @property
    def count(self) -> int:
        return sum(len(day.sessions) for day in self.days)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def name(day: date) -> str:
    """The year is the week's: Friday the first of January 2027 lies in 2026-W53."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def parse(text: str) -> date | None:
    """The Monday of a week as it is written, or of a day of it; None for what names neither."""
    typed = plain(text).strip().upper()
    match = WRITTEN.fullmatch(typed)
    try:
        if A_DAY.fullmatch(typed):
            return monday_of(date.fromisoformat(typed))
        if not match:
            return None
        return date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None


def of(sessions: QuerySet[Session], monday: date) -> Week:
    """Each evening under the day on which it begins, past midnight or not."""
    by_day: dict[date, list[Session]] = {}
    zone = timezone.get_current_timezone()
    begins = datetime.combine(monday, time(), zone)
    within = sessions.filter(starts_at__gte=begins, starts_at__lt=begins + A_WEEK)
    for session in within.order_by("starts_at", "cohort__name"):
        by_day.setdefault(timezone.localdate(session.starts_at), []).append(session)
    chinese = (translation.get_language() or "zh").startswith("zh")
    days = [monday + timedelta(days=step) for step in range(7)]
    return Week(
        monday,
        [
            Day(
                day,
                calendar.holiday(day, chinese=chinese),
                calendar.is_exchanged(day),
                by_day.get(day, []),
            )
            for day in days
        ],
    )
