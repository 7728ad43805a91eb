"""Builds the declared shapes from a file's nodes; the annotations are the schema.

A part that is malformed is reported and its whole is not built, but parts that
stand complete are still checked, so that one reading reports all it can know.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from school.courses.curriculum.kinds import Between, Count, Located, Written
from school.courses.curriculum.nodes import Items, Node, Scalar, Table
from school.courses.curriculum.problems import Report

Shape = TypeVar("Shape")
Checks = Mapping[type, Callable[[Any, Report], None]]

NAMES: dict[object, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    types.NoneType: "no value",
}
LABELS = ("id", "code", "no", "course")


class _Broken:
    """Stands for a part which could not be built."""


BROKEN = _Broken()


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape, include_extras=True)


@cache
def _keys(shape: Any) -> dict[str, Field[Any]]:
    return {part.name: part for part in fields(shape) if part.name != "lines"}


def _found(node: Node) -> str:
    if isinstance(node, Table):
        return "a table of keys"
    if isinstance(node, Items):
        return "a list"
    return NAMES[type(node.value)]


def _label(node: Node, index: int) -> str:
    """Names a list's element by its own id where it has one, else by its position."""
    if isinstance(node, Table):
        for key in LABELS:
            own = node.nodes.get(key)
            if isinstance(own, Scalar) and own.value is not None:
                return str(own.value)
    return str(index + 1)


class Builder:
    def __init__(self, report: Report, checks: Checks) -> None:
        self.report = report
        self.checks = checks

    def build(self, shape: type[Shape], node: Table) -> Shape | None:
        made = self._part(shape, node, "", 1)
        return made if isinstance(made, shape) else None

    def _part(self, kind: Any, node: Node, where: str, line: int) -> object:
        origin = get_origin(kind)
        if origin is Annotated:
            return self._ruled(kind, node, where, line)
        if origin in (Union, types.UnionType):
            return self._union(get_args(kind), node, where, line)
        if origin is Literal:
            return self._literal(get_args(kind), node, where, line)
        if origin is tuple:
            return self._items(get_args(kind)[0], node, where, line)
        if origin is dict:
            return self._words(node, where, line)
        if is_dataclass(kind):
            return self._record(kind, node, where, line)
        return self._scalar(kind, node, where, line)

    def _wrong(self, line: int, code: str, where: str, **data: object) -> _Broken:
        self.report.add(line, code, where=where, **data)
        return BROKEN

    def _mistaken(self, expected: str, node: Node, where: str, line: int) -> _Broken:
        return self._wrong(
            line, "wrong_type", where, expected=expected, found=_found(node)
        )

    def _scalar(self, kind: type, node: Node, where: str, line: int) -> object:
        if not isinstance(node, Scalar):
            return self._mistaken(NAMES[kind], node, where, line)
        value = node.value
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            return self._mistaken(NAMES[kind], node, where, line)
        if isinstance(value, str) and not value.strip():
            return self._wrong(line, "empty_text", where)
        return value

    def _literal(self, allowed: Any, node: Node, where: str, line: int) -> object:
        value = self._scalar(type(allowed[0]), node, where, line)
        if value is BROKEN or value in allowed:
            return value
        choices = " / ".join(str(choice) for choice in allowed)
        return self._wrong(line, "not_allowed", where, value=value, allowed=choices)

    def _ruled(self, kind: Any, node: Node, where: str, line: int) -> object:
        base, *rules = get_args(kind)
        value = self._part(base, node, where, line)
        if value is BROKEN:
            return BROKEN
        for rule in rules:
            if not self._obeys(rule, value, where, line):
                return BROKEN
        return value

    def _obeys(self, rule: object, value: Any, where: str, line: int) -> bool:
        if isinstance(rule, Written) and not rule.accepts(value):
            self._wrong(line, "bad_form", where, value=value, example=rule.example)
            return False
        if isinstance(rule, Between) and not rule.low <= value <= rule.high:
            self._wrong(
                line, "out_of_range", where, value=value, low=rule.low, high=rule.high
            )
            return False
        if isinstance(rule, Count) and not rule.least <= len(value) <= rule.most:
            code = "too_few" if len(value) < rule.least else "too_many"
            bound = rule.least if code == "too_few" else rule.most
            self._wrong(line, code, where, count=len(value), bound=bound)
            return False
        return True

    def _union(
        self, kinds: tuple[Any, ...], node: Node, where: str, line: int
    ) -> object:
        if types.NoneType in kinds:
            if isinstance(node, Scalar) and node.value is None:
                return None
            (kind,) = (kind for kind in kinds if kind is not types.NoneType)
            return self._part(kind, node, where, line)
        return self._variant(kinds, node, where, line)

    def _variant(
        self, shapes: tuple[Any, ...], node: Node, where: str, line: int
    ) -> object:
        """Picks the shape whose `type` names the one that the file wrote."""
        if not isinstance(node, Table):
            return self._mistaken("a table of keys", node, where, line)
        if "type" not in node.nodes:
            return self._wrong(line, "missing_key", where, key="type")
        written = node.nodes["type"]
        by_type = {
            name: shape for shape in shapes for name in get_args(_hints(shape)["type"])
        }
        value = written.value if isinstance(written, Scalar) else None
        if value not in by_type:
            allowed = " / ".join(by_type)
            return self._wrong(
                node.lines["type"], "not_allowed", where, value=value, allowed=allowed
            )
        return self._record(by_type[value], node, where, line)

    def _items(self, kind: Any, node: Node, where: str, line: int) -> object:
        if not isinstance(node, Items):
            return self._mistaken("a list", node, where, line)
        parts = [
            self._part(kind, child, f"{where}[{_label(child, index)}]", child.line)
            for index, child in enumerate(node.nodes)
        ]
        return BROKEN if BROKEN in parts else tuple(parts)

    def _words(self, node: Node, where: str, line: int) -> object:
        if not isinstance(node, Table):
            return self._mistaken("a table of keys", node, where, line)
        made = {
            key: self._scalar(str, child, f"{where}.{key}", node.lines[key])
            for key, child in node.nodes.items()
        }
        return BROKEN if BROKEN in made.values() else made

    def _record(self, shape: Any, node: Node, where: str, line: int) -> object:
        if not isinstance(node, Table):
            return self._mistaken("a table of keys", node, where, line)
        keys, hints = _keys(shape), _hints(shape)
        whole = self._keys_fit(keys, node, where, line)
        values: dict[str, object] = {}
        for key, child in node.nodes.items():
            if key in keys:
                place = f"{where}.{key}" if where else key
                values[key] = self._part(hints[key], child, place, node.lines[key])
        if not whole or BROKEN in values.values():
            return BROKEN
        if issubclass(shape, Located):
            values["lines"] = _lines(node)
        made = shape(**values)
        if shape in self.checks:
            self.checks[shape](made, self.report)
        return made

    def _keys_fit(
        self, keys: dict[str, Field[Any]], node: Table, where: str, line: int
    ) -> bool:
        unknown = [key for key in node.nodes if key not in keys]
        for key in unknown:
            known = ", ".join(keys)
            self._wrong(node.lines[key], "unknown_key", where, key=key, known=known)
        missing = [
            key
            for key, part in keys.items()
            if key not in node.nodes and part.default is MISSING
        ]
        for key in missing:
            self._wrong(line, "missing_key", where, key=key)
        return not unknown and not missing


def _lines(node: Table) -> dict[str, int]:
    lines = {"": node.line, **node.lines}
    for key, child in node.nodes.items():
        if isinstance(child, Items):
            for index, element in enumerate(child.nodes):
                lines[f"{key}.{index}"] = element.line
    return lines
