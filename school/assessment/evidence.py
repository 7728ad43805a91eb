"""What has been shown so far, read for many trainees in a constant number of queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from school.assessment.folding import sheets_of, with_critical_fails
from school.assessment.models import (
    Attempt,
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    PracticalStation,
)
from school.assessment.rules import examiners as rules
from school.assessment.rules.examiners import Stage
from school.assessment.rules.stations import (
    BLIND,
    FAIL_PRACTICAL,
    Mark,
    Sheet,
    sheet,
)
from school.attendance import ledger
from school.courses.models import Edition, Station
from school.enrollment.models import Enrollment
from school.learning.hours import counted_minutes_of


@dataclass(frozen=True, slots=True)
class StationState:
    """One drawn station: its sheets, and their outcome once it is settled."""

    place: PracticalStation
    sheets: Sequence[tuple[Marking, Sheet]]
    stage: Stage
    outcome: rules.StationOutcome | None

    @property
    def station(self) -> Station:
        return self.place.station

    @property
    def carried(self) -> PracticalStation | None:
        """Of a station that is kept: where its sheets are."""
        return self.place.carried_from

    @property
    def may_be_moderated(self) -> bool:
        is_out = self.place.practical.status == Practical.Status.RELEASED
        return self.stage.may_be_moderated and not is_out and not self.carried

    @property
    def kept_from(self) -> date | None:
        """The day on which the result of a station that is kept came out."""
        released_at = self.carried.practical.released_at if self.carried else None
        return timezone.localdate(released_at) if released_at else None

    @property
    def handed_in(self) -> int:
        submitted = Marking.Status.SUBMITTED
        return sum(marking.status == submitted for marking, _sheet in self.sheets)

    @property
    def blind(self) -> int:
        """How many examiners mark it without seeing each other's sheets."""
        return sum(sheet.rank == BLIND for _marking, sheet in self.sheets)

    @property
    def lacks_third(self) -> bool:
        return self.stage == Stage.DIFFER and self.blind == rules.FEWEST

    @property
    def lacks_moderator(self) -> bool:
        """As many saw a critical fail as did not."""
        return self.stage == Stage.DIFFER and self.blind > rules.FEWEST


@dataclass(frozen=True, slots=True)
class PracticalState:
    practical: Practical
    stations: Sequence[StationState]

    @property
    def is_settled(self) -> bool:
        return all(state.outcome for state in self.stations)

    @property
    def points(self) -> Decimal | None:
        outcomes = [state.outcome for state in self.stations if state.outcome]
        if not outcomes or not self.is_settled:
            return None
        points = [outcome.points for outcome in outcomes]
        if self.edition.takes_all_stations:
            weights = [state.station.weight for state in self.stations]
            return rules.weighted_mean(points, weights)
        return rules.mean_of_stations(points)

    @property
    def edition(self) -> Edition:
        return self.stations[0].place.practical.enrollment.cohort.edition

    @property
    def failing(self) -> tuple[str, ...]:
        """Codes of the critical fails that fail the whole practical."""
        return tuple(
            fail.code
            for state in self.stations
            if state.outcome and state.outcome.fails_practical
            for fail in state.station.critical_fails.all()
            if fail.pk in state.outcome.critical and fail.effect == FAIL_PRACTICAL
        )


@dataclass(slots=True)
class Standing:
    """Everything a decision on one enrolment rests on."""

    enrollment: Enrollment
    attempts: list[Attempt] = field(default_factory=list)
    practical: PracticalState | None = None
    minutes_credited: int = 0
    minutes_scheduled: int = 0

    @property
    def is_sitting(self) -> bool:
        return any(a.status == Attempt.Status.STARTED for a in self.attempts)

    @property
    def best_attempt(self) -> Attempt | None:
        """The sitting that counts: the best, so that a retake never harms."""
        marked = [a for a in self.attempts if a.points is not None]
        return max(marked, key=lambda a: (a.points or 0, -a.number), default=None)

    @property
    def theory_points(self) -> Decimal | None:
        best = self.best_attempt
        return None if best is None else Decimal(best.points or 0)

    @property
    def has_failed_theory(self) -> bool:
        """By the sitting that counts; the class is read with its edition."""
        points = self.theory_points
        return (
            points is not None and points < self.enrollment.cohort.edition.pass_theory
        )

    @property
    def practical_points(self) -> Decimal | None:
        return self.practical.points if self.practical else None

    @property
    def has_everything(self) -> bool:
        return self.best_attempt is not None and self.practical is not None

    @property
    def is_waiting(self) -> bool:
        """A sitting is under way, or marks of a practical are still to come."""
        practical = self.practical
        return self.is_sitting or (practical is not None and not practical.is_settled)

    @property
    def has_unreleased(self) -> bool:
        """The latest practical was not let out yet: nothing else may let it out."""
        practical = self.practical
        return (
            practical is not None
            and practical.practical.status != Practical.Status.RELEASED
        )


def standings(enrollments: Collection[Enrollment]) -> list[Standing]:
    """The standing of each enrolment, in the order given."""
    found = {e.pk: Standing(enrollment=e) for e in enrollments}
    for attempt in Attempt.objects.filter(enrollment__in=found).order_by("number"):
        found[attempt.enrollment_id].attempts.append(attempt)
    by_id = {enrollment.pk: enrollment for enrollment in enrollments}
    for state in latest_states(by_id):
        found[state.practical.enrollment_id].practical = state
    credited = counted_minutes_of(enrollments)
    scheduled = ledger.scheduled_minutes({e.cohort_id for e in enrollments})
    for pk, standing in found.items():
        standing.minutes_credited = max(credited[pk], 0)
        standing.minutes_scheduled = scheduled[standing.enrollment.cohort_id]
    return list(found.values())


def standing_of(enrollment: Enrollment) -> Standing:
    return standings([enrollment])[0]


def practical_states(practicals: Iterable[Practical]) -> list[PracticalState]:
    """Practicals with their stations, sheets and outcomes."""
    by_id = {practical.pk: practical for practical in practicals}
    prefetch_related_objects(list(by_id.values()), "enrollment__cohort__edition")
    return _states(by_id, list(_places().filter(practical__in=by_id)))


def latest_states(enrollments: Mapping[int, Enrollment]) -> list[PracticalState]:
    """The latest practical of each who has one; the enrolments are read with their edition."""
    latest = Practical.objects.filter(enrollment__in=enrollments).latest_of_each()
    places = list(_places().filter(practical__in=latest).select_related("practical"))
    by_id = {place.practical_id: place.practical for place in places}
    for practical in by_id.values():
        practical.enrollment = enrollments[practical.enrollment_id]
    return _states(by_id, places)


def _places() -> QuerySet[PracticalStation]:
    """A station that is kept has its sheets where it was taken."""
    return PracticalStation.objects.select_related("carried_from__practical").order_by(
        "practical_id", "number"
    )


def _states(
    practicals: Mapping[int, Practical], places: Sequence[PracticalStation]
) -> list[PracticalState]:
    sources = {place.pk: place.carried_from_id or place.pk for place in places}
    sheets = sheets_of(Marking.objects.filter(practical_station__in=sources.values()))
    stations = Station.objects.in_bulk({place.station_id for place in places})
    if any(sheet.critical for same in sheets.values() for _marking, sheet in same):
        with_critical_fails(stations.values())
    states: dict[int, list[StationState]] = {pk: [] for pk in practicals}
    for place in places:
        # One object for all who drew it, not one for each.
        place.station = stations[place.station_id]
        place.practical = practicals[place.practical_id]
        states[place.practical_id].append(
            _state(place, sheets.get(sources[place.pk], []))
        )
    return [PracticalState(practicals[pk], found) for pk, found in states.items()]


def sheet_of(marking: Marking) -> Sheet:
    """One examiner's sheet as it stands: the fold of its marks."""
    return sheet(
        (_item(mark) for mark in marking.item_marks.all()),
        (_critical(mark) for mark in marking.critical_marks.all()),
    )


def _state(
    place: PracticalStation, sheets: Sequence[tuple[Marking, Sheet]]
) -> StationState:
    submitted = Marking.Status.SUBMITTED
    handed_in = [sheet for marking, sheet in sheets if marking.status == submitted]
    edition = place.practical.enrollment.cohort.edition
    stage = rules.stage(
        handed_in,
        [sheet.rank for marking, sheet in sheets if marking.status != submitted],
        planned=edition.examiners_per_station,
        gap_over=edition.moderate_over,
    )
    return StationState(
        place=place,
        sheets=sheets,
        stage=stage,
        outcome=_combined(place.station, handed_in) if stage.is_settled else None,
    )


def _combined(station: Station, sheets: Sequence[Sheet]) -> rules.StationOutcome:
    """The station's critical fails are read only where one was seen."""
    is_clear = not any(sheet.critical for sheet in sheets)
    fails = [] if is_clear else station.critical_fails.all()
    return rules.combine(sheets, {fail.pk: fail.effect for fail in fails})


def _item(mark: ItemMark) -> Mark:
    return Mark(sequence=mark.pk, subject=mark.item_id, value=mark.points)


def _critical(mark: CriticalMark) -> Mark:
    return Mark(
        sequence=mark.pk, subject=mark.critical_fail_id, value=int(mark.is_observed)
    )
