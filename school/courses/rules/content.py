"""What an edition says, part by part: read once, then checked, compared and sealed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "facts", "module", "lesson", "evening", "station", "item", "critical_fail"
]


@dataclass(frozen=True, slots=True)
class Part:
    """One row of an edition by its code: column -> value. `within` names what holds it."""

    kind: Kind
    code: str
    values: Mapping[str, Any]
    within: str = ""

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    @property
    def name(self) -> tuple[Kind, str]:
        return self.kind, self.code


@dataclass(frozen=True, slots=True)
class Content:
    """All of an edition, each kind in the order in which it is taught or taken."""

    facts: Part
    modules: tuple[Part, ...] = ()
    lessons: tuple[Part, ...] = ()
    evenings: tuple[Part, ...] = ()
    stations: tuple[Part, ...] = ()
    items: tuple[Part, ...] = ()
    critical_fails: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        return (
            self.facts,
            *self.modules,
            *self.lessons,
            *self.evenings,
            *self.stations,
            *self.items,
            *self.critical_fails,
        )

    def items_of(self, station: Part) -> list[Part]:
        return [item for item in self.items if item.within == station.code]

    def critical_fails_of(self, station: Part) -> list[Part]:
        return [fail for fail in self.critical_fails if fail.within == station.code]

    def page_of(self, kind: Kind, code: str = "") -> list[Part]:
        """The parts that are edited together on one page."""
        if kind in ("facts", "evening"):
            return [part for part in self.parts if part.kind == kind]
        return [
            part
            for part in self.parts
            if part.name == (kind, code) or part.within == code
        ]


def seal(parts: Iterable[Part]) -> str:
    """The same for the same content: tells whether somebody changed it meanwhile."""
    said = [[*part.name, part.within, dict(part.values)] for part in parts]
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:32]
