"""An assessment item while it is read: what it says, where, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from school.assessment.exchange.qti.names import TOOL
from school.assessment.exchange.qti.prose import prose
from school.assessment.rules.written import Fault
from school.lib.markup import Node

# From an element that names a picture to the code of it, or to what is wrong with it.
Picture = Callable[[Node, str], str | Fault]


@dataclass
class Item:
    """What is read of an item, element by element."""

    root: Node
    file: str
    picture: Picture
    fields: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # Whether the other language is there too.
    is_bilingual: bool = False

    @property
    def is_ours(self) -> bool:
        return self.root.get("toolName") == TOOL

    @property
    def is_hopeless(self) -> bool:
        """It asks what we cannot."""
        return any(fault.field == "kind" for fault in self.faults)

    def at(self, *elements: str) -> str:
        return " › ".join((self.file, *elements))

    def put(self, name: str, value: str, *elements: str) -> None:
        self.fields[name] = value
        self.places[name] = self.at(*elements)

    def fault(self, name: str, code: str, /, *elements: str, **data: object) -> None:
        self.places[name] = self.at(*elements)
        self.faults.append(Fault(name, code, data))

    def said(self, node: Node, *, blank: bool = False) -> str:
        return prose(node, is_ours=self.is_ours, blank=blank).strip()
