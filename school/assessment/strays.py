"""Marks that came too late, by sheet: for the examiner, and for the desk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from school.assessment.models import Marking, StrayMark
from school.assessment.models.stray import StrayQuerySet
from school.people.models import User


@dataclass(frozen=True, slots=True)
class StraySheet:
    marking: Marking
    marks: Sequence[StrayMark]

    @property
    def last(self) -> StrayMark:
        return self.marks[-1]


def strays_of(user: User) -> list[StraySheet]:
    """What she sent too late, until the registrar has settled it."""
    return by_sheet(StrayMark.objects.open().sent_by(user))


def waiting_of(enrollments: Collection[int]) -> set[int]:
    """Of these enrolments, those with marks that nobody has settled."""
    enrollment = "marking__practical_station__practical__enrollment"
    found = StrayMark.objects.open().filter(**{f"{enrollment}__in": enrollments})
    return set(found.order_by().values_list(enrollment, flat=True))


def by_sheet(strays: StrayQuerySet) -> list[StraySheet]:
    place = "marking__practical_station"
    found = strays.select_related(
        "item",
        "critical_fail",
        "sender",
        "marking__examiner",
        f"{place}__station",
        f"{place}__practical__enrollment__person",
        f"{place}__practical__enrollment__cohort__edition",
    ).order_by("marking", "at", "pk")
    return [
        StraySheet(marking, list(marks))
        for marking, marks in groupby(found, key=lambda mark: mark.marking)
    ]
