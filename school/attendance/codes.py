"""Codes that live for half a minute: a trainee's, made on her phone, and the room's.

The trainee's phone holds a key for each coming evening, so it makes codes without a
signal: `NS1.<enrolment>.<session>.<half minute>.<signature>`. attendance/code.js makes
the same text; whoever changes one changes both.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from school.attendance import refusals, rules
from school.lib.crypto import signature

SLOT = 30
PREFIX = "NS1"
SHAPE = re.compile(r"NS1\.([2-9a-z]{10})\.([2-9a-z]{10})\.(\d{8})\.([\w-]{12})", re.A)
ROOM_SHAPE = re.compile(r"(\d{8})-([\w-]{12})", re.A)


@dataclass(frozen=True, slots=True)
class Code:
    """What a trainee's code says; whose it claims to be is in it, genuine or not."""

    enrollment: str
    session: str
    slot: int
    mac: str

    @property
    def made_at(self) -> datetime:
        """The middle of its half minute."""
        return datetime.fromtimestamp(self.slot * SLOT + SLOT // 2, UTC)

    @property
    def is_genuine(self) -> bool:
        key = evening_key(self.enrollment, self.session)
        return hmac.compare_digest(self.mac, _mac(key, self.slot))


def evening_key(enrollment: str, session: str) -> bytes:
    """What the trainee's phone signs with: for her, on this evening, and nothing else."""
    return signature(f"{enrollment}.{session}", purpose="attendance.trainee")


def trainee_code(enrollment: str, session: str, *, at: datetime) -> str:
    slot = _slot(at)
    mac = _mac(evening_key(enrollment, session), slot)
    return f"{PREFIX}.{enrollment}.{session}.{slot}.{mac}"


def read(text: str) -> Code:
    found = SHAPE.fullmatch(text.strip())
    if found is None:
        raise refusals.NotOurCode
    enrollment, session, slot, mac = found.groups()
    return Code(enrollment, session, int(slot), mac)


def room_code(session: str, *, at: datetime) -> str:
    """What the screen in the room shows at this moment."""
    slot = _slot(at)
    return f"{slot}-{_mac(_room_key(session), slot)}"


def check_room(text: str, *, session: str, at: datetime) -> None:
    found = ROOM_SHAPE.fullmatch(text)
    if found is None:
        raise refusals.ForgedCode
    slot, mac = int(found[1]), found[2]
    if not hmac.compare_digest(mac, _mac(_room_key(session), slot)):
        raise refusals.ForgedCode
    shown = datetime.fromtimestamp(slot * SLOT, UTC)
    if not shown <= at <= shown + rules.FRESH:
        raise refusals.RoomCodeExpired


def _room_key(session: str) -> bytes:
    return signature(session, purpose="attendance.room")


def _slot(at: datetime) -> int:
    return int(at.timestamp()) // SLOT


def _mac(key: bytes, slot: int) -> str:
    digest = hmac.digest(key, str(slot).encode(), "sha256")
    return base64.urlsafe_b64encode(digest[:9]).decode()
