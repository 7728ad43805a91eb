"""Two editions of a course side by side: what went, what came, which words changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, TypeAlias

from school.courses.rules.content import Content, Kind, Part

State: TypeAlias = Literal["same", "added", "removed", "changed"]
# Latin words and numbers whole, Chinese sign by sign.
WORDS = re.compile(r"[A-Za-z0-9.]+|\s+|[^A-Za-z0-9.\s]")
KINDS: tuple[Kind, ...] = (
    "facts",
    "module",
    "lesson",
    "evening",
    "station",
    "item",
    "critical_fail",
)


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One column before and after; None is what the other edition has not."""

    column: str
    before: tuple[Span, ...] | None
    after: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    state: State
    before: Part | None
    after: Part | None
    lines: tuple[Line, ...]

    @property
    def part(self) -> Part:
        part = self.after or self.before
        assert part
        return part


@dataclass(frozen=True, slots=True)
class Section:
    kind: Kind
    changes: tuple[Change, ...]
    unchanged: int


def compare(before: Content, after: Content) -> list[Section]:
    return [_section(kind, _of(before, kind), _of(after, kind)) for kind in KINDS]


def _of(content: Content, kind: Kind) -> dict[tuple[str, str], Part]:
    # Facts carry the version as their code: they are the same part all the same.
    return {
        ("" if kind == "facts" else part.code, part.within): part
        for part in content.parts
        if part.kind == kind
    }


def _section(
    kind: Kind, before: Mapping[Any, Part], after: Mapping[Any, Part]
) -> Section:
    changes = [
        _change(before.get(key), after.get(key)) for key in _in_order(before, after)
    ]
    return Section(
        kind,
        tuple(change for change in changes if change.state != "same"),
        sum(change.state == "same" for change in changes),
    )


def _in_order(before: Mapping[Any, Part], after: Mapping[Any, Part]) -> list[Any]:
    """As the later edition has it; what is gone stands where it stood."""
    order = list(after)
    for place, key in enumerate(before):
        if key not in after:
            order.insert(min(place, len(order)), key)
    return order


def _change(before: Part | None, after: Part | None) -> Change:
    if before is None or after is None:
        part = after or before
        assert part
        return Change(
            "added" if after else "removed",
            before,
            after,
            tuple(_whole(part, is_added=after is not None)),
        )
    lines = tuple(_lines(before, after))
    return Change("changed" if lines else "same", before, after, lines)


def _whole(part: Part, *, is_added: bool) -> Iterator[Line]:
    for column, value in part.values.items():
        if text := written(value):
            said = (Span(text, is_changed=True),)
            yield Line(column, None if is_added else said, said if is_added else None)


def _lines(before: Part, after: Part) -> Iterator[Line]:
    for column, now in after.values.items():
        then = before.values.get(column)
        if then != now:
            yield Line(column, *spans(written(then), written(now)))


def written(value: Any) -> str:
    """A value as one compares it; lists of pairs a line each."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(written(one) for one in value)
    if isinstance(value, dict):
        return " | ".join(written(one) for one in value.values() if one)
    return str(value)


def spans(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Both texts cut where they differ."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    left: list[Span] = []
    right: list[Span] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        _append(left, old[i:j], tag != "equal")
        _append(right, new[k:m], tag != "equal")
    return tuple(left), tuple(right)


def _append(spans: list[Span], words: Sequence[str], is_changed: bool) -> None:
    if words:
        spans.append(Span("".join(words), is_changed))
