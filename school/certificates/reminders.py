"""Telling of a day that comes near: two times, and each time once."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol, TypeVar

from school.certificates import rules


class Reminded(Protocol):
    """`reminded`: how many days before its end its holder was told last."""

    reminded: int | None

    def save(self, *, update_fields: list[str]) -> Any: ...


Row = TypeVar("Row", bound=Reminded)


def remind_each(
    rows: Iterable[Row],
    *,
    ends: Callable[[Row], date | None],
    tell: Callable[[Row], None],
    on: date,
) -> int:
    """How many were told. Called in a transaction, with the rows locked."""
    told = 0
    for row in rows:
        end = ends(row)
        assert end
        due = rules.reminder_due(end, on=on, last=row.reminded)
        if due is None:
            continue
        row.reminded = due
        row.save(update_fields=["reminded"])
        tell(row)
        told += 1
    return told
