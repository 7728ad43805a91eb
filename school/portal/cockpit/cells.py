from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from school.courses.models import Cohort
from school.enrollment.models import Enrollment


@dataclass(frozen=True, slots=True)
class Cell:
    """What is so, where it is told at length, and in words what is wrong with it."""

    text: str = ""
    href: str = ""
    problem: str = ""

    @property
    def in_words(self) -> str:
        """For a workbook, which shows no colour."""
        return " · ".join(filter(None, [self.text, self.problem]))


@dataclass(frozen=True, slots=True)
class Board:
    """A class as one looks at it: its roll, the moment, and who looks."""

    cohort: Cohort
    roll: list[Enrollment]
    at: datetime
    user: Any

    @property
    def people(self) -> list[int]:
        return [one.person_id for one in self.roll]

    @property
    def is_over(self) -> bool:
        return self.cohort.status == Cohort.Status.COMPLETED

    @property
    def is_assessed(self) -> bool:
        return self.is_over or self.cohort.status == Cohort.Status.ASSESSING


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    # By enrolment.
    cells: dict[int, Cell]
    # Said where the title is short.
    note: str = ""
    # One of many narrow ones.
    is_narrow: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that are for whoever has the right; their cells are read for the whole class at once."""

    right: str
    columns: Callable[[Board], list[Column]]
