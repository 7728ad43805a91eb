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

__all__ = [
    "cohort",
    "cohorts",
    "open_exam",
    "open_practical",
    "open_practicals",
    "practical",
    "release",
    "replace",
    "third",
]
