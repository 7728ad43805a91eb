"""What an assistant's phone sends when it has a signal again: scans and taps, each with its uuid."""

import base64
import binascii
import json
import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from school.attendance.models import Event
from school.attendance.refusals import BadScan
from school.lib import barcodes, pictures

MOST = 500
FIRST_YEAR, LAST_YEAR = 1970, 2099
# What reading something that is no batch may raise, with deep nesting and huge numbers.
MALFORMED = (ValueError, KeyError, TypeError, OverflowError, OSError, RecursionError)
# As the phone calls what the assistant saw beside the photo.
SELF, SOMEBODY_ELSE, NOT_LOOKED = "self", "other", ""


@dataclass(frozen=True, slots=True)
class Sent:
    """One scan or tap, as the phone noted it."""

    uuid: uuids.UUID
    kind: Event.Kind
    device_at: datetime
    # The code's text; or whose row was tapped.
    code: str = ""
    enrollment: str = ""
    face: str = NOT_LOOKED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of them: `kept` or `refused`, why, and what does not go together."""

    uuid: str
    status: str
    code: str = ""
    text: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    sent_at: datetime
    events: list[Sent]
    unreadable: list[Outcome]


def parse(body: bytes) -> Batch:
    """The batch; what cannot be read of it is told one by one, and keeps nothing back.

    BadScan if it is no batch at all.
    """
    try:
        data = json.loads(body)
        sent_at = _moment(data["sent_at"])
        items = list(data["events"])
    except MALFORMED as error:
        raise BadScan from error
    if len(items) > MOST:
        raise BadScan
    events, unreadable = [], []
    for item in items:
        try:
            events.append(_event(item))
        except MALFORMED:
            unreadable.append(_unreadable(item))
    return Batch(sent_at, events, unreadable)


def _event(item: Mapping[str, Any]) -> Sent:
    kind = Event.Kind(item["kind"])
    face = item.get("face", NOT_LOOKED)
    code, enrollment = (str(item.get(name, "")) for name in ("code", "enrollment"))
    frame = item.get("frame", "")
    if frame and not code:
        code = decoded(frame)
    is_told = face in (SELF, SOMEBODY_ELSE, NOT_LOOKED) and bool(
        code or enrollment or frame
    )
    if kind not in Event.PRESENCE or not is_told or "\0" in code + enrollment:
        raise ValueError("not as the page sends it")
    return Sent(
        uuids.UUID(str(item["uuid"])),
        kind,
        _moment(item["at"]),
        code[:200],
        enrollment[:40],
        face,
    )


def decoded(frame: str) -> str:
    """The text of the code in a kept picture, "" if none is seen in it."""
    try:
        return barcodes.read(base64.b64decode(frame, validate=True))
    except (binascii.Error, pictures.Unreadable):
        return ""


def _moment(milliseconds: Any) -> datetime:
    """A phone that forgot the time begins again in 1970; further off is no clock's time."""
    moment = datetime.fromtimestamp(int(milliseconds) / 1000, UTC)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("not a time that a clock shows")
    return moment


def _unreadable(item: Any) -> Outcome:
    uuid = item.get("uuid", "") if isinstance(item, dict) else ""
    return Outcome(str(uuid)[:40], "refused", BadScan.code, str(BadScan()))
