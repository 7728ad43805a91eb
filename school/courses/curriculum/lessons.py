"""The shape of a lessons file: reading text in Chinese, headings in both languages."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Between,
    Bilingual,
    Count,
    CourseCode,
    LessonId,
    Located,
    Many,
    Minutes,
    ModuleId,
    StandardCode,
    StationId,
    Version,
    Zh,
)


@dataclass(frozen=True)
class TextBlock:
    type: Literal["text", "caution", "call_for_help"]
    zh: Zh


@dataclass(frozen=True)
class CaseBlock:
    type: Literal["case"]
    title: Bilingual
    zh: Zh


@dataclass(frozen=True)
class SayBlock:
    type: Literal["say"]
    zh: Annotated[tuple[Zh, ...], Many]


@dataclass(frozen=True)
class StepsBlock:
    type: Literal["steps"]
    title: Bilingual
    items: Annotated[tuple[Zh, ...], Many]


@dataclass(frozen=True)
class TableBlock(Located):
    type: Literal["table"]
    title: Bilingual
    header: Annotated[tuple[str, ...], Count(2, 6)]
    rows: Annotated[tuple[tuple[str, ...], ...], Many]


Block = TextBlock | CaseBlock | SayBlock | StepsBlock | TableBlock


@dataclass(frozen=True)
class SelfCheck(Located):
    stem: Zh
    options: Annotated[tuple[str, ...], Count(2, 6)]
    answer: Annotated[tuple[Annotated[int, Between(0, 5)], ...], Many]
    explanation: Zh


@dataclass(frozen=True)
class Lesson(Located):
    id: LessonId
    module: ModuleId
    title: Bilingual
    minutes: Minutes
    summary: Bilingual
    objectives: Annotated[tuple[Bilingual, ...], Many]
    body: Annotated[tuple[Block, ...], Many]
    self_check: Annotated[tuple[SelfCheck, ...], Count(3, 3)]
    standards: tuple[StandardCode, ...]
    stations: tuple[StationId, ...]
    read_aloud: bool


@dataclass(frozen=True)
class LessonFile(Located):
    schema: str
    course: CourseCode
    version: Version
    lessons: Annotated[tuple[Lesson, ...], Many]
