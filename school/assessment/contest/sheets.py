"""A judge's sheet and list, as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from school.assessment.contest.models import Contest, JudgeSheet, Round
from school.assessment.contest.standings import folded
from school.assessment.sheets import CriticalRow, ItemRow, SheetView
from school.courses.models import Station
from school.people.models import User


@dataclass(frozen=True, slots=True)
class JudgeList:
    """A judge's contestants at one station of one round."""

    round: Round
    station: Station
    sheets: Sequence[JudgeSheet]

    @property
    def where(self) -> str:
        return f"{self.round.contest} · {self.round}"

    @property
    def done(self) -> int:
        submitted = JudgeSheet.Status.SUBMITTED
        return sum(sheet.status == submitted for sheet in self.sheets)


def sheet_view(sheet: JudgeSheet) -> SheetView:
    marks = folded([sheet])[sheet.pk]
    return SheetView(
        items=[
            ItemRow(item, marks.points.get(item.pk))
            for item in sheet.station.items.all()
        ],
        criticals=[
            CriticalRow(fail, fail.pk in marks.critical)
            for fail in sheet.station.critical_fails.all()
        ],
    )


def judge_lists(user: User) -> list[JudgeList]:
    """The sheets of contests under way, by round and station; contestants in order."""
    sheets = (
        JudgeSheet.objects.visible_to(user)
        .standing()
        .filter(place__round__contest__status=Contest.Status.RUNNING)
        .select_related("place__round__contest", "place__contestant", "station")
        .order_by(
            "-place__round",
            "station__number",
            "place__contestant__start_number",
        )
    )
    grouped = groupby(sheets, key=lambda one: (one.place.round, one.station))
    return [JudgeList(round, station, list(rows)) for (round, station), rows in grouped]
