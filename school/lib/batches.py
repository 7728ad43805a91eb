"""What a phone noted without a signal, as it comes in: many things in one body, from anybody.

What is no batch at all raises one of MALFORMED; one thing that cannot be read keeps no
other back.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

Row = TypeVar("Row")

MOST = 500
# A phone that forgot the time begins again in 1970, which was 1969 yet by UTC; further
# off is no clock's time.
FIRST_YEAR, LAST_YEAR = 1969, 2099
# What reading something that is no batch may raise, with deep nesting and huge numbers.
MALFORMED = (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of them: `kept` or `refused`, and why."""

    uuid: str
    status: str
    code: str = ""
    text: str = ""


def opened(
    body: bytes, *, rows: str, most: int = MOST
) -> tuple[dict[str, Any], list[Any]]:
    """What stands around the rows, and they."""
    data = json.loads(body)
    items = data[rows]
    if not isinstance(data, dict) or not isinstance(items, list) or len(items) > most:
        raise ValueError("not as a page sends it")
    return data, items


def each(
    items: Iterable[Any], read: Callable[[Any], Row]
) -> tuple[list[Row], list[str]]:
    """What could be read, and of the others the uuid, as far as they have one."""
    rows, others = [], []
    for item in items:
        try:
            rows.append(read(item))
        except MALFORMED:
            uuid = item.get("uuid", "") if isinstance(item, dict) else ""
            others.append(str(uuid)[:40])
    return rows, others


def moment(milliseconds: Any) -> datetime:
    found = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("not a time that a clock shows")
    return found
