"""When a backup is due, when there is none for too long, and which of the old ones stay."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

# At night, when hardly anybody writes; a machine that slept then makes up for it by day.
HOUR: Final = 2
TOO_OLD: Final = timedelta(hours=36)
DAILY, WEEKLY, MONTHLY = 7, 4, 12
ENDING: Final = ".age"
_NAME: Final = "school-%Y%m%d-%H%M%S"


def name_for(at: datetime) -> str:
    return at.strftime(_NAME) + ENDING


def taken_at(name: str) -> datetime | None:
    """When the backup of this name was taken, without a zone; None if it is none."""
    if not name.endswith(ENDING):
        return None
    try:
        return datetime.strptime(name.removesuffix(ENDING), _NAME)
    except ValueError:
        return None


def is_due(newest: datetime | None, *, now: datetime) -> bool:
    """Once a day, from two o'clock at night on; all times are the school's own."""
    begins = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return now >= begins and (newest is None or newest < begins)


def is_too_old(newest: datetime | None, *, now: datetime) -> bool:
    return newest is None or now - newest > TOO_OLD


def to_keep(moments: Iterable[datetime]) -> set[datetime]:
    """The newest of each of the 7 last days, 4 last weeks and 12 last months that have one.

    Counted by those that are there and not from today: where none is made any more, none
    goes either.
    """
    newest_first = sorted(moments, reverse=True)
    return (
        _newest_of_each(newest_first, lambda at: at.date(), DAILY)
        | _newest_of_each(newest_first, lambda at: at.isocalendar()[:2], WEEKLY)
        | _newest_of_each(newest_first, lambda at: (at.year, at.month), MONTHLY)
    )


def _newest_of_each(
    newest_first: list[datetime], span: Callable[[datetime], object], most: int
) -> set[datetime]:
    found: dict[object, datetime] = {}
    for moment in newest_first:
        if len(found) < most or span(moment) in found:
            found.setdefault(span(moment), moment)
    return set(found.values())
