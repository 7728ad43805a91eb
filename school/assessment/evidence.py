"""What has been shown so far, read for many trainees in a constant number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from school.assessment.models import (
    Attempt,
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    PracticalStation,
)
from school.assessment.rules import examiners as rules
from school.assessment.rules.stations import FAIL_PRACTICAL, Mark, Sheet, sheet
from school.attendance import ledger
from school.courses.models import CriticalFail, Edition, Item, Station
from school.enrollment.models import Enrollment
from school.learning.hours import counted_minutes


@dataclass(frozen=True, slots=True)
class StationState:
    """One drawn station: its sheets, and their outcome once it is settled."""

    place: PracticalStation
    sheets: Sequence[tuple[Marking, Sheet]]
    outcome: rules.StationOutcome | None
    lacks_third: bool
    # Of a station that is kept: where its sheets are.
    carried: PracticalStation | None = None

    @property
    def station(self) -> Station:
        return self.place.station

    @property
    def kept_from(self) -> date | None:
        """The day on which the result of a station that is kept came out."""
        released_at = self.carried.practical.released_at if self.carried else None
        return timezone.localdate(released_at) if released_at else None

    @property
    def handed_in(self) -> int:
        submitted = Marking.Status.SUBMITTED
        return sum(marking.status == submitted for marking, _sheet in self.sheets)


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
            if state.outcome
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
    for state in practical_states(
        Practical.objects.filter(enrollment__in=found).latest_of_each()
    ):
        found[state.practical.enrollment_id].practical = state
    credited = counted_minutes(list(found))
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
    states: dict[int, list[StationState]] = {pk: [] for pk in by_id}
    places = list(with_sheets(PracticalStation.objects.filter(practical__in=by_id)))
    sources = {place.carried_from_id for place in places if place.carried_from_id}
    carried = PracticalStation.objects.filter(pk__in=sources)
    found = {one.pk: one for one in with_sheets(carried)} if sources else {}
    for place in places:
        state = _state(place, found.get(place.carried_from_id or 0))
        states[place.practical_id].append(state)
    return [PracticalState(by_id[pk], stations) for pk, stations in states.items()]


def with_sheets(
    places: QuerySet[PracticalStation],
) -> QuerySet[PracticalStation]:
    return places.select_related(
        "station", "practical__enrollment__cohort__edition"
    ).prefetch_related(
        Prefetch(
            "markings",
            Marking.objects.select_related("examiner").order_by("pk"),
        ),
        "markings__item_marks",
        "markings__critical_marks",
        Prefetch("station__critical_fails", CriticalFail.objects.order_by("number")),
        Prefetch("station__items", Item.objects.order_by("number")),
    )


def sheet_of(marking: Marking) -> Sheet:
    """One examiner's sheet as it stands: the fold of its marks."""
    return sheet(
        (_item(mark) for mark in marking.item_marks.all()),
        (_critical(mark) for mark in marking.critical_marks.all()),
    )


def _state(
    place: PracticalStation, carried: PracticalStation | None = None
) -> StationState:
    source = carried or place
    sheets = [(marking, sheet_of(marking)) for marking in source.markings.all()]
    handed_in = [
        folded
        for marking, folded in sheets
        if marking.status == Marking.Status.SUBMITTED
    ]
    gap_over = place.practical.enrollment.cohort.edition.moderate_over
    needs_third = rules.needs_third(handed_in, gap_over=gap_over)
    is_settled = len(handed_in) >= 2 and not needs_third
    effects = {fail.pk: fail.effect for fail in place.station.critical_fails.all()}
    return StationState(
        place=place,
        sheets=sheets,
        outcome=rules.combine(handed_in, effects) if is_settled else None,
        lacks_third=needs_third and len(sheets) < 3,
        carried=carried,
    )


def _item(mark: ItemMark) -> Mark:
    return Mark(sequence=mark.pk, subject=mark.item_id, value=mark.points)


def _critical(mark: CriticalMark) -> Mark:
    return Mark(
        sequence=mark.pk, subject=mark.critical_fail_id, value=int(mark.is_observed)
    )
