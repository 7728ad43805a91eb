"""The station sheet and the examiner's list, as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q

from school.assessment.evidence import sheet_of
from school.assessment.models import Marking
from school.assessment.rules.stations import half
from school.courses.models import Cohort, CriticalFail, Item, Station
from school.people.models import User


@dataclass(frozen=True, slots=True)
class ItemRow:
    item: Item
    points: int | None

    @property
    def half(self) -> int:
        return half(self.item.points)

    @property
    def is_full(self) -> bool:
        return self.points == self.item.points

    @property
    def is_half(self) -> bool:
        return self.points == self.half

    @property
    def is_none(self) -> bool:
        return self.points == 0


@dataclass(frozen=True, slots=True)
class CriticalRow:
    fail: CriticalFail
    is_observed: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    items: Sequence[ItemRow]
    criticals: Sequence[CriticalRow]

    @property
    def total(self) -> int:
        return sum(row.points or 0 for row in self.items)

    @property
    def full(self) -> int:
        return sum(row.item.points for row in self.items)

    @property
    def marked(self) -> int:
        return sum(row.points is not None for row in self.items)

    @property
    def unmarked(self) -> int:
        return len(self.items) - self.marked

    @property
    def observed(self) -> int:
        return sum(row.is_observed for row in self.criticals)


@dataclass(frozen=True, slots=True)
class StationList:
    """An examiner's candidates at one station of one class."""

    cohort: Cohort
    station: Station
    markings: Sequence[Marking]

    @property
    def done(self) -> int:
        submitted = Marking.Status.SUBMITTED
        return sum(marking.status == submitted for marking in self.markings)


def sheet_view(marking: Marking) -> SheetView:
    folded = sheet_of(marking)
    station = marking.practical_station.station
    return SheetView(
        items=[
            ItemRow(item, folded.points.get(item.pk)) for item in station.items.all()
        ],
        criticals=[
            CriticalRow(fail, fail.pk in folded.critical)
            for fail in station.critical_fails.all()
        ],
    )


def lists_of(user: User) -> list[StationList]:
    """The sheets of results not yet out, by class and station, candidates in order."""
    markings = (
        Marking.objects.visible_to(user)
        .to_mark()
        .select_related(
            "practical_station__station",
            "practical_station__practical__enrollment__person",
            "practical_station__practical__enrollment__cohort",
        )
        .annotate(
            marked=Count("item_marks__item", distinct=True),
            seen=Count("critical_marks", filter=Q(critical_marks__is_observed=True)),
        )
        .order_by(
            "practical_station__practical__enrollment__cohort__name",
            "practical_station__practical__enrollment__cohort",
            "practical_station__station__number",
            "practical_station__practical__candidate_number",
        )
    )
    grouped = groupby(
        markings,
        key=lambda marking: (
            marking.practical_station.practical.enrollment.cohort,
            marking.practical_station.station,
        ),
    )
    return [
        StationList(cohort, station, list(rows)) for (cohort, station), rows in grouped
    ]
