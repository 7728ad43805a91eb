"""A result as the trainee reads it: the decision, why, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from school.assessment.keeping import keeping_of
from school.assessment.models import Attempt, Practical, Result
from school.assessment.retakes import retakes_of
from school.assessment.rules.keeping import Taken
from school.assessment.rules.verdict import CRITICAL_FAIL
from school.attendance import ledger
from school.attendance.rules import minutes_required
from school.courses.models import Lesson, Module, Standard, Station
from school.enrollment.models import Enrollment
from school.learning.hours import Hours, hours_of
from school.lib.fields import in_language


@dataclass(frozen=True, slots=True)
class ItemReport:
    text: str
    points: str
    of: int

    @property
    def is_full(self) -> bool:
        return Decimal(self.points) == self.of


@dataclass(frozen=True, slots=True)
class CriticalReport:
    code: str
    text: str
    fails_practical: bool


@dataclass(frozen=True, slots=True)
class StationReport:
    code: str
    title: str
    points: str
    is_zeroed: bool
    criticals: Sequence[CriticalReport]
    items: Sequence[ItemReport]
    modules: Sequence[Module]
    # Where to read again.
    lessons: Sequence[Lesson]
    standards: Sequence[Standard]
    # The day from which it is kept, where it was not taken again.
    kept_from: date | None = None
    # The last day on which a retake keeps it; None: a retake takes it again.
    kept_until: date | None = None

    @property
    def has_lost(self) -> bool:
        return bool(self.criticals) or not all(item.is_full for item in self.items)


@dataclass(frozen=True, slots=True)
class ReasonReport:
    """Why not; its words are in assessment/_reason.html."""

    code: str
    data: dict[str, Any]
    station: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    enrollment: Enrollment
    result: Result | None
    attempts: Sequence[Attempt]
    theory_retakes: int
    practicals: int
    hours: Hours
    minutes_needed: int
    stations: Sequence[StationReport]
    reasons: Sequence[ReasonReport]
    # A later practical than the result's is open.
    is_retaking: bool = False

    @property
    def again(self) -> list[str]:
        """The stations that a retake takes again, where it does not take all."""
        return [one.title for one in self.stations if not one.kept_until]

    @property
    def kept(self) -> list[str]:
        return [one.title for one in self.stations if one.kept_until]

    @property
    def kept_until(self) -> date | None:
        """Until then a retake keeps all that it keeps now."""
        days = [one.kept_until for one in self.stations if one.kept_until]
        return min(days, default=None)

    @property
    def minutes_credited(self) -> int:
        return self.hours.total

    @property
    def best(self) -> int | None:
        points = [attempt.points for attempt in self.attempts if attempt.points]
        return max(points, default=0) if self.attempts else None

    @property
    def practical_retakes(self) -> int:
        edition = self.enrollment.cohort.edition
        return max(1 + edition.practical_retakes - self.practicals, 0)


def report_on(enrollment: Enrollment) -> Report:
    """Marks of the practical come from the result alone, so none show before it is out."""
    results = Result.objects.current().select_related("practical")
    result = results.filter(enrollment=enrollment).first()
    if result and result.practical:
        result.practical.enrollment = enrollment
    attempts = enrollment.exam_attempts.filter(status=Attempt.Status.MARKED)
    scheduled = ledger.scheduled_minutes([enrollment.cohort_id])[enrollment.cohort_id]
    percent = enrollment.cohort.edition.pass_attendance_percent
    breakdown = result.breakdown if result else []
    sat = list(attempts.order_by("number"))
    practicals = list(Practical.objects.filter(enrollment=enrollment))
    opened = [one.opened_at for one in practicals if one.released_at is None]
    is_retaking = result is not None and bool(opened)
    return Report(
        enrollment=enrollment,
        result=result,
        attempts=sat,
        theory_retakes=retakes_of(enrollment).left(len(sat)),
        practicals=len(practicals),
        hours=hours_of([enrollment.pk])[enrollment.pk],
        minutes_needed=minutes_required(scheduled, percent),
        stations=_stations(
            enrollment, result, on=timezone.localdate(opened[0] if opened else None)
        ),
        reasons=[_reason(reason, breakdown) for reason in result.reasons]
        if result
        else [],
        is_retaking=is_retaking,
    )


def _stations(
    enrollment: Enrollment, result: Result | None, *, on: date
) -> list[StationReport]:
    """`on`: the day on which a retake is opened, or would be."""
    if result is None:
        return []
    breakdown = result.breakdown
    out_on = _day(result.practical.released_at) if result.practical else None
    stations = {
        station.code: station
        for station in Station.objects.filter(
            edition=enrollment.cohort.edition_id,
            code__in=[row["code"] for row in breakdown],
        ).prefetch_related("modules", "lessons__module", "standards")
    }
    keeping = keeping_of(enrollment.cohort.edition)
    reports = []
    for row in breakdown:
        kept = row.get("kept_from")
        kept_from = date.fromisoformat(kept) if kept else None
        taken = Taken(
            Decimal(row["points"]), bool(row["critical"]), kept_from or out_on
        )
        until = keeping.until(taken) if keeping.keeps(taken, on=on) else None
        reports.append(
            _station(
                row,
                stations.get(row["code"]),
                kept_from=kept_from,
                kept_until=until,
            )
        )
    return reports


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _station(
    row: dict[str, Any], station: Station | None, **kept: date | None
) -> StationReport:
    return StationReport(
        code=row["code"],
        title=in_language(row),
        points=_plain(row["points"]),
        is_zeroed=row["is_zeroed"],
        criticals=[
            CriticalReport(
                fail["code"], in_language(fail), fail["effect"] == "fail_practical"
            )
            for fail in row["critical"]
        ],
        items=[
            ItemReport(in_language(item), _plain(item["points"]), item["of"])
            for item in row["items"]
        ],
        modules=list(station.modules.all()) if station else [],
        lessons=list(station.lessons.all()) if station else [],
        standards=list(station.standards.all()) if station else [],
        **kept,
    )


def _reason(reason: dict[str, Any], breakdown: list[dict[str, Any]]) -> ReasonReport:
    if reason["code"] == CRITICAL_FAIL:
        for station in breakdown:
            for fail in station["critical"]:
                if fail["code"] == reason["data"]["fail"]:
                    return ReasonReport(
                        reason["code"],
                        reason["data"],
                        in_language(station),
                        in_language(fail),
                    )
    return ReasonReport(reason["code"], reason["data"])


def _plain(points: str) -> str:
    """8 for 8.0; 7.5 stays."""
    return points.removesuffix(".0")
