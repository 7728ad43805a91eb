"""The one door to defusedxml: markup from elsewhere, without entities and without namespaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

DEEPEST = 60


class Unreadable(ValueError):
    """No markup, or markup that declares what it should not."""


@dataclass
class Node:
    """An element: its name without a prefix, its attributes, and texts and elements in turn."""

    name: str
    attributes: dict[str, str]
    parts: "list[Node | str]" = field(default_factory=list)

    @property
    def children(self) -> "list[Node]":
        return [part for part in self.parts if isinstance(part, Node)]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "").strip()

    def child(self, name: str) -> "Node | None":
        return next((one for one in self.children if one.name == name), None)

    def all(self, *names: str) -> "Iterator[Node]":
        """Itself and everything within it of these names, in the order of the file."""
        if self.name in names or not names:
            yield self
        for one in self.children:
            yield from one.all(*names)

    def first(self, *names: str) -> "Node | None":
        return next(self.all(*names), None)

    @property
    def text(self) -> str:
        return "".join(
            part if isinstance(part, str) else part.text for part in self.parts
        )


def parsed(data: bytes, *, prefix: str = "") -> Node:
    """The root. Names with `prefix` are written the older way: qti-simple-choice is simpleChoice."""
    try:
        return _node(fromstring(data, forbid_dtd=True), prefix, 0)
    except (DefusedXmlException, ParseError, LookupError, ValueError) as error:
        raise Unreadable from error


def _node(element: Element, prefix: str, depth: int) -> Node:
    if depth > DEEPEST:
        raise Unreadable
    name = _local(str(element.tag))
    is_newer = bool(prefix) and name.startswith(prefix)
    attributes = {
        _camel(_local(key)) if is_newer else _local(key): value
        for key, value in element.attrib.items()
    }
    node = Node(_camel(name.removeprefix(prefix)) if is_newer else name, attributes)
    node.parts.append(element.text or "")
    for child in element:
        # A comment has no name; what follows it is text all the same.
        if isinstance(child.tag, str):
            node.parts.append(_node(child, prefix, depth + 1))
        node.parts.append(child.tail or "")
    return node


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _camel(name: str) -> str:
    return re.sub(r"-([a-z0-9])", lambda found: found[1].upper(), name)
