"""The stations of a practical about to be opened: drawn, kept from the former, or taken again."""

from datetime import datetime

from django.utils import timezone

from school.assessment import refusals
from school.assessment.evidence import practical_states
from school.assessment.keeping import source_of, split
from school.assessment.models import Practical, PracticalStation
from school.assessment.rules.stations import draw_stations
from school.courses.models import Cohort, Station


def to_take(
    cohort: Cohort, former: list[Practical], *, seed: int, at: datetime
) -> tuple[list[tuple[PracticalStation, int]], list[tuple[Station, int]]]:
    """What is kept, by where its marks are, and what is taken; each with its number.

    A retake keeps the stations passed in the former, as long as the edition says, and
    takes the same others again; where the edition keeps none, it draws anew.
    """
    if not former or not cohort.edition.keeps_stations_months:
        drawn = _drawn(cohort, seed)
        return [], [(station, number) for number, station in enumerate(drawn, 1)]
    (state,) = practical_states(former[-1:])
    parts = split(state, on=timezone.localdate(at))
    if not parts.again:
        name = state.practical.enrollment.person.name
        raise refusals.PracticalPassed(name=name)
    return (
        [(source_of(one), one.place.number) for one in parts.kept],
        [(one.station, one.place.number) for one in parts.again],
    )


def carry(practical: Practical, kept: list[tuple[PracticalStation, int]]) -> list[str]:
    """Their codes."""
    PracticalStation.objects.bulk_create(
        PracticalStation(
            practical=practical,
            station=source.station,
            number=number,
            carried_from=source,
        )
        for source, number in kept
    )
    return [source.station.code for source, _number in kept]


def _drawn(cohort: Cohort, seed: int) -> list[Station]:
    if cohort.edition.takes_all_stations:
        return list(cohort.edition.stations.order_by("number"))
    stations = {station.number: station for station in cohort.edition.stations.all()}
    numbers = draw_stations(
        (n for n, station in stations.items() if station.is_mandatory),
        (n for n, station in stations.items() if station.is_in_pool),
        count=cohort.edition.drawn_stations,
        seed=seed,
    )
    return [stations[number] for number in numbers]
