"""Names that must be given once, belong where they stand, and exist where meant."""

from collections.abc import Collection, Iterable
from typing import Protocol

from school.courses.curriculum.kinds import Located
from school.courses.curriculum.problems import Report


class Identified(Protocol):
    @property
    def id(self) -> str: ...

    def at(self, key: str = "", index: int | None = None) -> int: ...


class Numbered(Protocol):
    @property
    def no(self) -> int: ...

    def at(self, key: str = "", index: int | None = None) -> int: ...


def check_unique(parts: Iterable[Located], report: Report, *, key: str = "id") -> None:
    first: dict[object, int] = {}
    for part in parts:
        name = getattr(part, key)
        line = part.at(key)
        if name in first:
            report.add(line, "repeated_id", id=name, first=first[name])
        first.setdefault(name, line)


def check_prefix(parts: Iterable[Identified], prefix: str, report: Report) -> None:
    for part in parts:
        if not part.id.startswith(f"{prefix}-"):
            report.add(part.at("id"), "foreign_id", id=part.id, prefix=prefix)


def check_known(
    part: Located, key: str, known: Collection[str], report: Report, *, code: str
) -> None:
    """Every name that `part.key` holds, alone or in a list, is among the known."""
    value = getattr(part, key)
    if isinstance(value, str) and value not in known:
        report.add(part.at(key), code, name=value)
    if isinstance(value, tuple):
        for index, name in enumerate(value):
            if name not in known:
                report.add(part.at(key, index), code, name=name)


def check_sequence(parts: Iterable[Numbered], report: Report, *, code: str) -> None:
    for expected, part in enumerate(parts, start=1):
        if part.no != expected:
            report.add(part.at("no"), code, no=part.no, must=expected)
            return
