"""The chain in which each entry is sealed together with all that were sealed before it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from itertools import chain as chained
from typing import Any, Final

# What is sealed of an entry, for good: a column added later needs a second kind of seal.
FIELDS: Final = (
    "id",
    "at",
    "actor_type",
    "actor_id",
    "actor_label",
    "verb",
    "object_type",
    "object_id",
    "object_label",
    "reason",
    "data",
    "request_id",
)
# What stands before the first.
NOTHING: Final = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    number: int
    entry_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the chain went on a day, kept outside the database."""

    name: str
    number: int
    digest: str


def digest(before: str, number: int, entry: Mapping[str, Any]) -> str:
    """SHA-256, in hex, over the seal before, the number and the entry (`FIELDS`)."""
    told = {name: entry[name] for name in FIELDS}
    told["at"] = entry["at"].astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps([before, number, told], sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


def wrong(
    chain: Iterator[tuple[Sealed, Mapping[str, Any] | None]],
    anchors: list[Anchor],
) -> Iterator[str]:
    """What is off in the chain, in its order, each seal beside its entry (None: gone).

    Who changes an entry and works every later seal out anew is given away by an anchor.
    """
    before, number = NOTHING, 0
    kept: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        kept[anchor.number].append(anchor)
    for seal, entry in chain:
        if seal.number != number + 1:
            yield f"Seals {number + 1} to {seal.number - 1} are gone."
        number = seal.number
        if entry is None:
            yield f"Entry {seal.entry_id} (seal {number}) is gone."
        elif digest(before, number, entry) != seal.digest:
            yield f"Entry {seal.entry_id} (seal {number}) is not as it was sealed."
        for anchor in kept.pop(number, []):
            if anchor.digest != seal.digest:
                yield f"Seal {number} is not the one that {anchor.name} names: the chain was made anew."
        before = seal.digest
    for anchor in chained.from_iterable(kept.values()):
        yield f"{anchor.name} names seal {anchor.number}, which is gone."
