"""What a reader's phone sends when it has a signal: each thing with its uuid, in any order."""

import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from school.learning.refusals import UnreadableBatch
from school.learning.rules import Span
from school.lib import batches
from school.lib.batches import Outcome

MOST_BYTES = 256 * 1024
# Of one lesson; and of options chosen in one self-check.
MOST_PARTS, MOST_CHOSEN = 200, 20
PARTS, TIME, CHECKS, DONE = "parts", "time", "checks", "done"


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that was done, as the phone noted it."""

    uuid: uuids.UUID
    kind: str
    # The lesson's code.
    lesson: str
    at: datetime
    parts: frozenset[str] = frozenset()
    span: Span | None = None
    # Self-check by self-check, the places of the options chosen.
    chosen: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    owner: str
    device: str
    sent_at: datetime
    rows: list[Sent]
    unreadable: list[Outcome]


def parse(body: bytes) -> Batch:
    """The batch; what cannot be read of it is told one by one, and keeps nothing back.

    UnreadableBatch if it is no batch at all.
    """
    try:
        data, items = batches.opened(body, rows="rows")
        owner, device = str(data["owner"])[:40], str(data.get("device", ""))[:40]
        sent_at = batches.moment(data["sent_at"])
    except batches.MALFORMED as error:
        raise UnreadableBatch from error
    if "\0" in owner + device:
        raise UnreadableBatch
    rows, others = batches.each(items, _sent)
    code, text = UnreadableBatch.code, str(UnreadableBatch())
    unreadable = [Outcome(uuid, "refused", code, text) for uuid in others]
    return Batch(owner, device, sent_at, rows, unreadable)


def _sent(item: Mapping[str, Any]) -> Sent:
    kind, lesson = str(item["kind"]), str(item["lesson"])[:16]
    if kind not in (PARTS, TIME, CHECKS, DONE) or "\0" in lesson:
        raise ValueError("not as the page sends it")
    begun = batches.moment(item["begun"]) if kind == TIME else None
    at = batches.moment(item["at"])
    return Sent(
        uuid=uuids.UUID(str(item["uuid"])),
        kind=kind,
        lesson=lesson,
        at=at,
        parts=_parts(item["parts"]) if kind == PARTS else frozenset(),
        span=Span(begun, at, _seconds(item["seconds"])) if begun else None,
        chosen=tuple(_places(one) for one in item["chosen"]) if kind == CHECKS else (),
    )


def _parts(values: Any) -> frozenset[str]:
    parts = [str(one)[:40] for one in list(values)[:MOST_PARTS]]
    if any("\0" in one for one in parts):
        raise ValueError("no name of a part")
    return frozenset(parts)


def _places(values: Any) -> frozenset[int]:
    return frozenset(int(one) for one in list(values)[:MOST_CHOSEN])


def _seconds(value: Any) -> int:
    return max(0, min(int(value), 24 * 3600))
