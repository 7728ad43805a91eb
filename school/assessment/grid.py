"""A class at its stations: of every candidate and station how far the sheets have come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from school.assessment import wording
from school.assessment.evidence import PracticalState, StationState, practical_states
from school.assessment.models import Practical
from school.assessment.rules.examiners import Stage
from school.courses.models import Cohort, Station
from school.enrollment.models import Enrollment


@dataclass(frozen=True, slots=True)
class Cell:
    """None where the station is not drawn for this candidate."""

    station: Station
    state: StationState | None

    @property
    def word(self) -> str:
        return wording.stage_word(self.state.stage) if self.state else ""

    @property
    def needs_hand(self) -> bool:
        return self.state is not None and self.state.stage == Stage.DIFFER


@dataclass(frozen=True, slots=True)
class Line:
    practical: PracticalState
    cells: Sequence[Cell]

    @property
    def enrollment(self) -> Enrollment:
        return self.practical.practical.enrollment


@dataclass(frozen=True, slots=True)
class Grid:
    stations: Sequence[Station]
    lines: Sequence[Line]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many sheets stand where, in the order in which they go on."""
        found = Counter(
            cell.state.stage for line in self.lines for cell in line.cells if cell.state
        )
        return [
            (wording.stage_word(stage), found[stage]) for stage in Stage if found[stage]
        ]


def grid_of(cohort: Cohort) -> Grid:
    """Everyone's latest practical, in a number of queries that does not grow."""
    practicals = (
        Practical.objects.filter(enrollment__in=cohort.enrollments.on_roll().trainees())
        .latest_of_each()
        .select_related("enrollment__person", "enrollment__cohort__edition")
        .order_by("candidate_number", "pk")
    )
    states = practical_states(practicals)
    drawn = {one.station.pk: one.station for of in states for one in of.stations}
    stations = sorted(drawn.values(), key=lambda station: station.number)
    return Grid(stations, [_line(state, stations) for state in states])


def _line(state: PracticalState, stations: Sequence[Station]) -> Line:
    by_station = {one.station.pk: one for one in state.stations}
    return Line(
        state, [Cell(station, by_station.get(station.pk)) for station in stations]
    )
