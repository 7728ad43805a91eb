"""The sheets of one station side by side, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from school.assessment.evidence import StationState, practical_states
from school.assessment.models import Marking, Practical, PracticalStation
from school.assessment.rules.stations import BLIND, Sheet
from school.courses.models import CriticalFail, Item

Sheets = Sequence[tuple[Marking, Sheet]]


@dataclass(frozen=True, slots=True)
class Step:
    """What each gave for a step, in the order of the sheets."""

    item: Item
    given: Sequence[int]

    @property
    def differs(self) -> bool:
        return len(set(self.given)) > 1


@dataclass(frozen=True, slots=True)
class CriticalStep:
    fail: CriticalFail
    seen: Sequence[bool]

    @property
    def differs(self) -> bool:
        return len(set(self.seen)) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of the sheets handed in; what is still being marked is nobody's business yet."""

    state: StationState
    sheets: Sheets
    steps: Sequence[Step]
    criticals: Sequence[CriticalStep]

    @property
    def full(self) -> int:
        return sum(step.item.points for step in self.steps)

    @property
    def differing(self) -> int:
        rows: list[Step | CriticalStep] = [*self.steps, *self.criticals]
        return sum(row.differs for row in rows)


def compare(state: StationState, *, only_blind: bool = False) -> Comparison:
    """All sheets, or only those of the examiners who did not see each other's."""
    sheets = [
        (marking, sheet)
        for marking, sheet in state.sheets
        if marking.status == Marking.Status.SUBMITTED
        and (sheet.rank == BLIND or not only_blind)
    ]
    prefetch_related_objects([marking for marking, _sheet in sheets], "examiner")
    return Comparison(
        state=state,
        sheets=sheets,
        steps=[
            Step(item, [sheet.points.get(item.pk, 0) for _marking, sheet in sheets])
            for item in state.station.items.order_by("number")
        ],
        criticals=[
            CriticalStep(
                fail, [fail.pk in sheet.critical for _marking, sheet in sheets]
            )
            for fail in state.station.critical_fails.order_by("number")
        ],
    )


def state_of(place: PracticalStation) -> StationState:
    return state_in(place.practical, place)


def state_in(practical: Practical, place: PracticalStation) -> StationState:
    """Of a practical that is held: as it stands now."""
    [found] = practical_states([practical])
    return next(one for one in found.stations if one.place.pk == place.pk)
