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
    """A class, or the classes of one person, as one looks at them: the roll, the moment, and who looks."""

    roll: list[Enrollment]
    at: datetime
    user: Any

    @property
    def ids(self) -> list[int]:
        return [one.pk for one in self.roll]

    @property
    def people(self) -> set[int]:
        return {one.person_id for one in self.roll}


def is_over(one: Enrollment) -> bool:
    return one.cohort.status == Cohort.Status.COMPLETED


def is_assessed(one: Enrollment) -> bool:
    return is_over(one) or one.cohort.status == Cohort.Status.ASSESSING


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
