"""One line of a sheet as a phone sends it, and what it is answered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    ITEM = "item"
    CRITICAL = "critical"
    NOTE = "note"
    BEGIN = "begin"
    HAND_IN = "hand_in"


@dataclass(frozen=True, slots=True)
class Given:
    """One line as a phone sends it."""

    uuid: UUID
    kind: Kind
    given_at: datetime
    device: str = ""
    rubric: str = ""
    # The code of the item or of the critical fail.
    subject: str = ""
    # None: the mark is taken back.
    points: int | None = None
    is_observed: bool = False
    # How many marks of the subject the phone knew of.
    seen: int = 0
    note: str = ""
    # The note that stood there before, as far as the phone knew.
    note_before: str = ""
    rest_not_done: bool = False


class Fate(StrEnum):
    KEPT = "kept"
    KNOWN = "known"
    REFUSED = "refused"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one line. `count`: the how-manieth mark of its subject it is."""

    uuid: UUID
    fate: Fate
    count: int = 0
    reason: str = ""
    text: str = ""
