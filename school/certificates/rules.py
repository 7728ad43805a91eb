"""Numbers, hashes, what may follow what in a certificate's life, and when an end is near."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, BinaryIO

from stdnum.iso7064 import mod_37_36

from school.lib.typed import plain

PIECE = 65536
# Days before the end, the nearest first.
REMINDED = (14, 60)
QUEUED, STOPPED, VALID = "queued", "stopped", "valid"
SUSPENDED, SUPERSEDED, REVOKED = "suspended", "superseded", "revoked"

MAY_FOLLOW: Mapping[str, frozenset[str]] = {
    QUEUED: frozenset({VALID, STOPPED}),
    STOPPED: frozenset({QUEUED}),
    VALID: frozenset({SUSPENDED, SUPERSEDED, REVOKED}),
    SUSPENDED: frozenset({VALID, REVOKED}),
    SUPERSEDED: frozenset(),
    REVOKED: frozenset(),
}


def may_become(now: str, then: str) -> bool:
    return then in MAY_FOLLOW[now]


def number(*, county: str, year: int, course: str, serial: int) -> str:
    """`FNYX-361027-2026-EC-00012-K`: the last character checks the others (ISO 7064, MOD 37,36)."""
    body = f"FNYX-{county}-{year}-{course}-{serial:05d}"
    return f"{body}-{mod_37_36.calc_check_digit(_plain(body))}"


def has_valid_check(written: str) -> bool:
    """Whether a number as somebody typed it can be one of ours."""
    plain = _plain(written)
    return plain.startswith("FNYX") and bool(mod_37_36.is_valid(plain))


def normal(written: str) -> str:
    """A number as typed (lower case, spaces, missing or long dashes) as it is registered."""
    plain = _plain(written)
    if len(plain) != 22:
        return plain
    parts = (plain[:4], plain[4:10], plain[10:14], plain[14:16], plain[16:21])
    return "-".join((*parts, plain[21:]))


def _plain(written: str) -> str:
    return "".join(c for c in plain(written).upper() if c.isascii() and c.isalnum())


def canonical(claims: Mapping[str, Any]) -> bytes:
    """The one way to write the claims down, so that their hash can be made again."""
    return json.dumps(
        claims, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso
    ).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sha256_of(file: BinaryIO) -> str:
    """The same of what stands in a file, which is left at its beginning."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


def reminder_window(on: date) -> tuple[date, date]:
    """The first and the last end of which somebody may have to be reminded."""
    return on, on + timedelta(days=max(REMINDED))


def reminder_due(valid_until: date, *, on: date, last: int | None) -> int | None:
    """Which reminder is due, if that or a nearer one has not been sent."""
    left = (valid_until - on).days
    if left < 0:
        return None
    due = next((days for days in REMINDED if left <= days), None)
    return None if due is None or (last is not None and last <= due) else due
