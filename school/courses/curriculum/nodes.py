"""A YAML file as a tree which remembers the line of every key and value."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.reader import Reader

from school.courses.curriculum.problems import Report

# libyaml reads the files twenty times faster, but is not in every build of PyYAML.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KINDS = {"str": str, "int": int, "float": float, "bool": bool, "null": type(None)}


@dataclass(frozen=True)
class Scalar:
    value: str | int | float | bool | None
    line: int


@dataclass(frozen=True)
class Items:
    nodes: tuple["Node", ...]
    line: int


@dataclass(frozen=True)
class Table:
    nodes: dict[str, "Node"]
    lines: dict[str, int]
    line: int


Node = Scalar | Items | Table


class _Convert:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.seen: set[int] = set()
        self.constructor = SafeConstructor()

    def node(self, node: yaml.Node) -> Node:
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            self.report.add(line, "alias")
            return Scalar(None, line)
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self.table(node, line)
        if isinstance(node, SequenceNode):
            return Items(tuple(self.node(child) for child in node.value), line)
        assert isinstance(node, ScalarNode)
        return self.scalar(node, line)

    def table(self, node: MappingNode, line: int) -> Table:
        nodes: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if key_node.tag != "tag:yaml.org,2002:str":
                key = str(getattr(key_node, "value", ""))[:40]
                self.report.add(key_line, "key_not_text", key=key)
                continue
            key = key_node.value
            if key in nodes:
                self.report.add(key_line, "repeated_key", key=key, first=lines[key])
                continue
            nodes[key] = self.node(value_node)
            lines[key] = key_line
        return Table(nodes, lines, line)

    def scalar(self, node: ScalarNode, line: int) -> Scalar:
        kind = node.tag.removeprefix("tag:yaml.org,2002:")
        if kind in ("str", "timestamp"):
            return Scalar(node.value, line)
        try:
            return Scalar(self.plain(kind, node), line)
        except (KeyError, ValueError):
            self.report.add(line, "unreadable_value", value=node.value[:40], tag=kind)
            return Scalar(None, line)

    def plain(self, kind: str, node: ScalarNode) -> int | float | bool | None:
        if kind not in KINDS:
            raise ValueError(kind)
        construct = getattr(self.constructor, f"construct_yaml_{kind}")
        value: int | float | bool | None = construct(node)
        return value


def load(path: Path, report: Report) -> Table | None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        report.add(line, "not_utf8")
        return None
    except OSError as error:
        report.add(0, "unreadable_file", reason=error.strerror or "")
        return None
    return _parse(text, report)


def _parse(text: str, report: Report) -> Table | None:
    strange = Reader.NON_PRINTABLE.search(text)
    if strange:
        line = text[: strange.start()].count("\n") + 1
        report.add(line, "unprintable", character=f"U+{ord(strange.group()):04X}")
        return None
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(mark.line + 1 if mark else 0, "not_yaml", reason=error.problem or "")
        return None
    except RecursionError:
        report.add(0, "nested_too_deep")
        return None
    if not isinstance(root, MappingNode):
        report.add(1, "not_a_table")
        return None
    try:
        table = _Convert(report).node(root)
    except RecursionError:
        report.add(0, "nested_too_deep")
        return None
    return table if isinstance(table, Table) else None
