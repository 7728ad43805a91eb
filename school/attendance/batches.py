"""What an assistant's phone sends when it has a signal again: scans and taps, each with its uuid."""

import base64
import binascii
import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from school.attendance.models import Event
from school.attendance.refusals import BadScan
from school.lib import barcodes, batches, pictures

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
class Outcome(batches.Outcome):
    """And what does not go together."""

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
        data, items = batches.opened(body, rows="events")
        sent_at = batches.moment(data["sent_at"])
    except batches.MALFORMED as error:
        raise BadScan from error
    events, others = batches.each(items, _event)
    code, text = BadScan.code, str(BadScan())
    unreadable = [Outcome(uuid, "refused", code, text) for uuid in others]
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
        batches.moment(item["at"]),
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
