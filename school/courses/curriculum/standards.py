"""The shape of the file of the twenty service standards."""

from dataclasses import dataclass
from typing import Annotated, Literal

from school.courses.curriculum.kinds import (
    Between,
    Bilingual,
    Located,
    Many,
    Name,
    Points,
    RuleCode,
    StandardCode,
    StationId,
    Version,
    Written,
)


@dataclass(frozen=True)
class Phase(Located):
    code: Name
    title: Bilingual


@dataclass(frozen=True)
class SpotCheck(Located):
    max_points: Points
    points_per_item: Points
    scoring: Bilingual
    pass_points: Points
    red_line_rule: Bilingual
    not_applicable: Bilingual


@dataclass(frozen=True)
class Check(Located, Bilingual):
    id: Annotated[str, Written(r"STD\d{2}-C\d", "STD01-C1")]


@dataclass(frozen=True)
class Standard(Located):
    no: Annotated[int, Between(1, 99)]
    code: StandardCode
    phase: Name
    title: Bilingual
    requirement: Bilingual
    checks: Annotated[tuple[Check, ...], Many]
    spot_check_points: Points
    red_line: bool
    breach_rule: RuleCode
    related_stations: tuple[StationId, ...]


@dataclass(frozen=True)
class Standards(Located):
    schema: str
    code: Literal["STD20"]
    version: Version
    title: Bilingual
    status: Bilingual
    phases: Annotated[tuple[Phase, ...], Many]
    spot_check: SpotCheck
    items: Annotated[tuple[Standard, ...], Many]
