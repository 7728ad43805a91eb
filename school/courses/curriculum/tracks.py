"""The shape of the list of fields of training."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Bilingual,
    CourseCode,
    Located,
    Many,
    Slug,
    Version,
)


@dataclass(frozen=True)
class Track(Located):
    code: Slug
    title: Bilingual
    summary: Bilingual
    courses: Annotated[tuple[CourseCode, ...], Many]


@dataclass(frozen=True)
class Tracks(Located):
    schema: str
    code: Literal["TRACKS"]
    version: Version
    tracks: Annotated[tuple[Track, ...], Many]
