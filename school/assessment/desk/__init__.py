"""The desk of assessment: a class at a glance, opening, naming examiners, releasing."""

from school.assessment.desk.classes import (
    cohort,
    cohorts,
    open_exam,
    open_practical,
    open_practicals,
    release,
)
from school.assessment.desk.practicals import practical, replace, third
from school.assessment.desk.stations import grid, moderator, station

__all__ = [
    "cohort",
    "cohorts",
    "grid",
    "moderator",
    "open_exam",
    "open_practical",
    "open_practicals",
    "practical",
    "release",
    "replace",
    "station",
    "third",
]
