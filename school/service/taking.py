"""A table of events as it was handed in: read into what the platform tells, and what is wrong with the rest."""

from dataclasses import dataclass
from datetime import datetime

from school.lib import tables
from school.lib.tables import Line
from school.service.columns import COLUMNS
from school.service.rules import WITHDRAWN, Told
from school.service.telling import told

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
    good = [
        Numbered(one.number, told(platform, one.values["external_id"], one.values))
        for one in lines
        if not one.reasons
    ]
    good.sort(key=lambda one: _place(one.told))
    return good, [line for line in lines if line.reasons]


def _place(one: Told) -> tuple[bool, str, datetime, str]:
    return (one.kind == WITHDRAWN, one.worker, one.occurred_at, one.external_id)
