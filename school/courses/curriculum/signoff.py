"""The shape of the list which a nurse-instructor confirms before an edition opens."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Bilingual,
    CourseCode,
    LessonId,
    Located,
    Many,
    Version,
    Written,
)


@dataclass(frozen=True)
class ConfirmPoint(Located, Bilingual):
    id: Annotated[str, Written(r"[A-Z]{2}-C\d{2}", "EC-C01")]
    lessons: Annotated[tuple[LessonId, ...], Many]


@dataclass(frozen=True)
class ConfirmList(Located):
    course: CourseCode
    points: Annotated[tuple[ConfirmPoint, ...], Many]


@dataclass(frozen=True)
class Signoff(Located):
    schema: str
    code: Literal["SIGNOFF"]
    version: Version
    courses: Annotated[tuple[ConfirmList, ...], Many]
