"""The class at the desk: who has what, who lacks what, and what came of it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from school.assessment import wording
from school.assessment.access import current_results
from school.assessment.accommodations import asks_help
from school.assessment.actions.results import required_of, to_decide, verdict_on
from school.assessment.appeals import AppealStanding, standings_of
from school.assessment.evidence import Standing, standings
from school.assessment.keeping import Split, split
from school.assessment.models import Practical, Result
from school.assessment.retraining import Retraining, retraining_of
from school.courses.models import Cohort
from school.enrollment.models import Enrollment


@dataclass(frozen=True, slots=True)
class Row:
    enrollment: Enrollment
    standing: Standing
    result: Result | None
    minutes_required: int
    is_ready: bool
    would_pass: bool
    # None where there is nothing to retake.
    retake: Split | None
    retraining: Retraining | None
    # None before a practical is out.
    appeal: AppealStanding | None
    asks_help: bool

    @property
    def sittings(self) -> list[str]:
        return [wording.attempt_line(attempt) for attempt in self.standing.attempts]

    @property
    def missing(self) -> list[str]:
        return wording.missing(self.standing)

    @property
    def why_not(self) -> list[str]:
        return wording.explained(self.result) if self.result else []

    @property
    def is_absent(self) -> bool:
        """Decided by a release only if the absent are decided too."""
        standing = self.standing
        is_open = self.result is None and not standing.is_waiting
        return is_open and not standing.has_everything

    @property
    def has_hours(self) -> bool:
        return self.standing.minutes_credited >= self.minutes_required > 0


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: Sequence[Row]

    @property
    def ready(self) -> int:
        return sum(row.is_ready for row in self.rows)

    @property
    def decided(self) -> int:
        return sum(row.result is not None for row in self.rows)

    @property
    def passed(self) -> int:
        return sum(bool(row.result and row.result.has_passed) for row in self.rows)

    @property
    def sitting(self) -> int:
        return sum(row.standing.is_sitting for row in self.rows)

    @property
    def unopened(self) -> int:
        return sum(
            row.standing.practical is None
            and row.enrollment.status == Enrollment.Status.ENROLLED
            for row in self.rows
        )

    @property
    def is_marking(self) -> bool:
        """Whether sheets of somebody's practical are still to come."""
        found = [row.standing.practical for row in self.rows]
        return any(practical and not practical.is_settled for practical in found)

    @property
    def absent(self) -> int:
        return sum(row.is_absent for row in self.rows)

    def to_release(self, *, absent_too: bool) -> list[Row]:
        return [
            row for row in self.rows if row.is_ready or absent_too and row.is_absent
        ]


def matrix_of(cohort: Cohort) -> Matrix:
    """Every trainee on the roll, in a number of queries that does not grow with the class."""
    on_roll = cohort.enrollments.on_roll().trainees()
    return Matrix(rows_of(on_roll.order_by("enrolled_at", "pk")))


def rows_of(enrollments: QuerySet[Enrollment]) -> list[Row]:
    """As `matrix_of`, of trainees of any classes."""
    trainees = list(
        enrollments.select_related("person", "cohort__edition").annotate(
            asks_help=asks_help()
        )
    )
    found = standings(trainees)
    results = current_results([one.pk for one in trainees])
    asking = {one.pk for one in trainees if one.asks_help}
    facts = _facts(found, results, asking)
    return [_row(one, results.get(one.enrollment.pk), facts) for one in found]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is read for all rows at once; the last three by the latest practical."""

    ready: Container[int]
    asking: Container[int]
    retakes: Mapping[Practical, Split]
    retrained: Mapping[Practical, Retraining]
    appeals: Mapping[Practical, AppealStanding]


def _facts(
    found: Sequence[Standing], results: dict[int, Result], asking: Container[int]
) -> _Facts:
    open_to_decision = [
        one for one in found if one.enrollment.status != Enrollment.Status.COMPLETED
    ]
    ready = {one.enrollment.pk for one in to_decide(open_to_decision, results)}
    now = timezone.now()
    today = timezone.localdate(now)
    retakes = {}
    for one in found:
        split = _retake(one, results.get(one.enrollment.pk), today=today)
        if one.practical and split:
            retakes[one.practical.practical] = split
    latest = [one.practical.practical for one in found if one.practical]
    return _Facts(
        ready=ready,
        asking=asking,
        retakes=retakes,
        retrained=retraining_of(retakes),
        appeals=standings_of(latest, at=now),
    )


def _row(standing: Standing, result: Result | None, facts: _Facts) -> Row:
    enrollment = standing.enrollment
    edition = enrollment.cohort.edition
    latest = standing.practical.practical if standing.practical else None
    return Row(
        enrollment=enrollment,
        standing=standing,
        result=result,
        minutes_required=required_of(standing),
        is_ready=enrollment.pk in facts.ready,
        asks_help=enrollment.pk in facts.asking,
        would_pass=verdict_on(standing, edition).has_passed,
        retake=facts.retakes.get(latest) if latest else None,
        retraining=facts.retrained.get(latest) if latest else None,
        appeal=facts.appeals.get(latest) if latest else None,
    )


def _retake(standing: Standing, result: Result | None, *, today: date) -> Split | None:
    """What is kept and what is taken again, where a retake may be opened."""
    state = standing.practical
    failed = {reason["code"] for reason in result.reasons} if result else set()
    if state is None or not failed & {"practical_low", "critical_fail"}:
        return None
    retakes = standing.enrollment.cohort.edition.practical_retakes
    is_out = state.practical.status == Practical.Status.RELEASED
    if not is_out or state.practical.number > retakes:
        return None
    return split(state, on=today)
