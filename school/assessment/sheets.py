"""The station sheet and the examiner's list, as their pages show them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import inf
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from school.assessment.choices import criticals_to_choose, items_to_choose
from school.assessment.evidence import sheet_of
from school.assessment.models import CriticalMark, ItemMark, Marking, Proof
from school.assessment.rules.stations import half, pressed
from school.courses.models import Cohort, CriticalFail, Item, Station
from school.people.models import User

BEGUN = (
    Q(started_at__isnull=False)
    | Exists(ItemMark.objects.filter(marking=OuterRef("pk")))
    | Exists(CriticalMark.objects.filter(marking=OuterRef("pk"), is_observed=True))
    | Exists(Proof.objects.standing().filter(marking=OuterRef("pk")))
)
# What keeps a sheet with its examiner, as `Marking.is_begun_or_done` says of one.
STAYS = (
    Q(status=Marking.Status.SUBMITTED)
    | Exists(ItemMark.objects.filter(marking=OuterRef("pk")))
    | Exists(CriticalMark.objects.filter(marking=OuterRef("pk")))
    | Exists(Proof.objects.standing().filter(marking=OuterRef("pk")))
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one phone says where another one says something else."""

    device: str
    at: datetime
    # Points, or whether a critical fail was seen. None: no mark.
    value: int | None

    @property
    def press(self) -> str:
        return f"is-{'none' if self.value is None else self.value}"


@dataclass(frozen=True, slots=True)
class ItemRow:
    item: Item
    points: int | None
    # How many marks of it the school has.
    count: int = 0
    choices: Sequence[Choice] = ()

    @property
    def half(self) -> int:
        return half(self.item.points)

    @property
    def less(self) -> int:
        return pressed(self.points, "minus", full=self.item.points)

    @property
    def more(self) -> int:
        return pressed(self.points, "plus", full=self.item.points)

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
    count: int = 0
    choices: Sequence[Choice] = ()


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

    @property
    def urgency(self) -> int:
        return min(map(_urgency, self.markings))

    @property
    def next_at(self) -> float:
        """Of the turn that comes next; what has no time comes last."""
        first: Any = self.markings[0]
        return first.turn_at.timestamp() if first.turn_at else inf


def sheet_view(marking: Marking) -> SheetView:
    folded = sheet_of(marking)
    station = marking.practical_station.station
    given = Counter(mark.item_id for mark in marking.item_marks.all())
    seen = Counter(mark.critical_fail_id for mark in marking.critical_marks.all())
    points = {
        item: [Choice(mark.device, mark.at, mark.points) for mark in marks]
        for item, marks in items_to_choose(marking).items()
    }
    fails = {
        fail: [Choice(mark.device, mark.at, int(mark.is_observed)) for mark in marks]
        for fail, marks in criticals_to_choose(marking).items()
    }
    return SheetView(
        items=[
            ItemRow(
                item,
                folded.points.get(item.pk),
                given[item.pk],
                points.get(item.pk, ()),
            )
            for item in station.items.all()
        ],
        criticals=[
            CriticalRow(
                fail,
                fail.pk in folded.critical,
                seen[fail.pk],
                fails.get(fail.pk, ()),
            )
            for fail in station.critical_fails.all()
        ],
    )


def lists_of(user: User) -> list[StationList]:
    """The sheets of results not yet out, by class and station.

    What is begun comes first, then what is to be begun; within these, candidates as the
    evening is planned, else by number.
    """
    markings = (
        Marking.objects.visible_to(user)
        .to_mark()
        .select_related(
            "practical_station__station",
            "practical_station__practical__enrollment__person",
            "practical_station__practical__enrollment__cohort__edition",
        )
        .annotate(
            is_begun=BEGUN,
            turn_at=F("practical_station__slot__starts_at"),
            turn_room=F("practical_station__slot__lane__room"),
        )
        .order_by(
            "practical_station__practical__enrollment__cohort__name",
            "practical_station__practical__enrollment__cohort",
            "practical_station__station__number",
            F("turn_at").asc(nulls_last=True),
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
    lists = [
        StationList(cohort, station, sorted(rows, key=_urgency))
        for (cohort, station), rows in grouped
    ]
    return sorted(lists, key=lambda each: (each.urgency, each.next_at))


def _urgency(marking: Any) -> int:
    """Of a marking that `lists_of` has asked whether it is begun."""
    if marking.status == Marking.Status.SUBMITTED:
        return 2
    return 0 if marking.is_begun else 1
