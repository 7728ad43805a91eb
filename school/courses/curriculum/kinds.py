"""The small types from which the shapes of the files are declared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated


@dataclass(frozen=True)
class Written:
    """Text of a fixed form; the example is what a refusal shows."""

    pattern: str
    example: str

    def accepts(self, value: str) -> bool:
        return re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True)
class Between:
    low: float
    high: float


@dataclass(frozen=True)
class Count:
    """How many elements a list must have."""

    least: int
    most: int


HAN = Written(r"(?s).*[\u3400-\u9fff\U00020000-\U0003ffff].*", "中文")

Zh = Annotated[str, HAN]
Many = Count(1, 10_000)
Hours = Annotated[int, Between(0, 500)]
Points = Annotated[int, Between(0, 1000)]
Minutes = Annotated[int, Between(1, 240)]
Name = Annotated[str, Written(r"[a-z][a-z0-9_]*", "elder_care")]
Slug = Annotated[str, Written(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "elder-care")]
Version = Annotated[str, Written(r"[0-9]{1,3}\.[0-9]{1,3}", "'1.0'")]
CourseCode = Annotated[str, Written(r"[A-Z]{2}", "EC")]
ModuleId = Annotated[str, Written(r"[A-Z]{2}-M\d{2}", "EC-M01")]
LessonId = Annotated[str, Written(r"[A-Z]{2}-M\d{2}-L\d", "EC-M01-L1")]
StationId = Annotated[str, Written(r"[A-Z]{2}-S\d{2}", "EC-S01")]
QuestionId = Annotated[str, Written(r"[A-Z]{2}-Q\d{2,3}", "EC-Q01")]
StandardCode = Annotated[str, Written(r"STD\d{2}", "STD01")]
RuleCode = Annotated[str, Written(r"[A-Z]\d{2}", "T01")]
ClockTime = Annotated[str, Written(r"([01]\d|2[0-3]):[0-5]\d", "'19:00'")]
Period = Annotated[
    str,
    Written(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", "19:00-19:45"),
]


@dataclass(frozen=True)
class Bilingual:
    zh: Zh
    en: str


@dataclass(frozen=True)
class Located:
    """Remembers where it stands in its file: `at()` itself, `at("items")` a key,
    `at("items", 2)` an element of that key's list."""

    lines: Mapping[str, int] = field(
        default_factory=dict, kw_only=True, compare=False, repr=False
    )

    def at(self, key: str = "", index: int | None = None) -> int:
        name = key if index is None else f"{key}.{index}"
        return self.lines.get(name) or self.lines.get(key) or self.lines.get("", 0)
