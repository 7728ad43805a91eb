"""A table of events as it was handed in: read into what the platform tells, and what is wrong with the rest."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from school.lib import tables
from school.lib.tables import Line
from school.service.columns import COLUMNS
from school.service.rules import WITHDRAWN, Told

MOST_ROWS = 30_000
MOST_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a row of the table tells."""

    number: int
    told: Told


def read(data: bytes, *, platform: str) -> tuple[list[Numbered], list[Line]]:
    """The rows that can be read, a worker's together, withdrawals last; and the others."""
    lines = tables.read(data, COLUMNS, most_rows=MOST_ROWS, most_bytes=MOST_BYTES)
    good = [_told(line, platform) for line in lines if not line.reasons]
    good.sort(key=lambda one: _place(one.told))
    return good, [line for line in lines if line.reasons]


def _place(told: Told) -> tuple[bool, str, datetime, str]:
    return (told.kind == WITHDRAWN, told.worker, told.occurred_at, told.external_id)


def _told(line: Line, platform: str) -> Numbered:
    found = line.values
    at = found["occurred_at"]
    told = Told(
        platform=platform,
        external_id=found["external_id"],
        worker=found.get("worker", ""),
        kind=found["kind"],
        occurred_at=at if at.tzinfo else timezone.make_aware(at),
        stars=found.get("stars"),
        complaint=found.get("complaint", ""),
        order=found.get("order", ""),
        text=found.get("text", ""),
        withdraws=found.get("withdraws", ""),
    )
    return Numbered(line.number, told)
