"""What a retake of a practical keeps of the former, and what it takes again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from school.assessment.evidence import PracticalState, StationState
from school.assessment.models import PracticalStation
from school.assessment.rules.keeping import Keeping, Taken
from school.courses.models import Edition


@dataclass(frozen=True, slots=True)
class Split:
    kept: Sequence[StationState]
    again: Sequence[StationState]


def keeping_of(edition: Edition) -> Keeping:
    return Keeping(
        pass_points=edition.pass_practical, months=edition.keeps_stations_months
    )


def split(state: PracticalState, *, on: date) -> Split:
    """The stations of a released practical, by what a retake opened `on` does with them."""
    keeping = keeping_of(state.edition)
    kept: list[StationState] = []
    again: list[StationState] = []
    for station in state.stations:
        (kept if keeping.keeps(_taken(station), on=on) else again).append(station)
    return Split(kept, again)


def source_of(state: StationState) -> PracticalStation:
    """Where its marks were given: a station kept twice leads to the first practical."""
    return state.carried or state.place


def _taken(state: StationState) -> Taken:
    if state.outcome is None:
        raise ValueError("a station that is still being marked is not kept")
    released_at = source_of(state).practical.released_at
    return Taken(
        points=state.outcome.points,
        has_critical=bool(state.outcome.critical),
        out_on=timezone.localdate(released_at) if released_at else None,
    )
