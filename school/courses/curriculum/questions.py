"""The shape of a theory question, in a course file and in a file of its own."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Bilingual,
    Count,
    CourseCode,
    LessonId,
    Located,
    Many,
    ModuleId,
    Points,
    QuestionId,
    StandardCode,
    Written,
)


@dataclass(frozen=True)
class Option:
    key: Annotated[str, Written(r"[A-FT]", "A")]
    zh: str
    en: str


@dataclass(frozen=True)
class Question(Located):
    id: QuestionId
    module: ModuleId
    type: Literal["single", "multiple", "true_false"]
    points: Points
    stem: Bilingual
    options: Annotated[tuple[Option, ...], Count(2, 6)]
    answer: Annotated[tuple[str, ...], Many]
    explanation: Bilingual


@dataclass(frozen=True)
class FurtherQuestion(Question):
    difficulty: Literal["easy", "medium", "hard"]
    lesson: LessonId
    standard: StandardCode | None


@dataclass(frozen=True)
class QuestionFile(Located):
    schema: str
    course: CourseCode
    questions: Annotated[tuple[FurtherQuestion, ...], Many]
