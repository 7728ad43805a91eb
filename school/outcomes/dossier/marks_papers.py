"""The register of marks: theory and practice apart, then the decision."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from school.assessment.models import Result
from school.attendance.papers.documents import issuer
from school.enrollment.models import Enrollment
from school.lib.fields import in_language
from school.lib.format import hours_needed, hours_to_sum
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.outcomes.dossier.facts import Facts
from school.ui.templatetags.ui import full_date


def number_and_name() -> list[Column]:
    return [
        Column(_("No."), 10, "number"),
        Column(_("Name of the trainee"), 32, "name"),
    ]


def outcome(enrollment: Enrollment, result: Result | None) -> str:
    if enrollment.status == Enrollment.Status.WITHDRAWN:
        return _("left the class")
    if result is None:
        return _("not decided")
    return _("has passed") if result.has_passed else _("has not passed")


def marks(facts: Facts) -> Paper:
    """考核成绩册: theory and practice apart, then the decision."""
    return Paper(
        title=_("Register of marks"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[_theory(facts), _practical(facts), _decisions(facts)],
        notes=[
            _(
                "Of the theory exam the best sitting counts, of the practical the latest."
            )
        ],
        signatures=[_("Examiner of the class"), _("In charge"), _("Date of signing")],
    )


def _theory(facts: Facts) -> Table:
    sittings: dict[int, list[str]] = defaultdict(list)
    for attempt in facts.attempts:
        if attempt.points is not None and attempt.submitted_at:
            day = full_date(attempt.submitted_at)
            sittings[attempt.enrollment_id].append(f"{day} {attempt.points}")
    columns = [
        *number_and_name(),
        Column(_("Sittings: day and points")),
        Column(_("Theory that counts"), 26, "number"),
        Column(_("Theory: passed"), 24, "number"),
    ]
    needed = facts.cohort.edition.pass_theory
    rows = _marked(
        facts,
        told=lambda one, result: sittings[one.pk],
        points=lambda result: result.theory_points,
        needed=needed,
    )
    return Table(
        columns, rows, title=_("Theory (pass at %(points)s)") % {"points": needed}
    )


def _practical(facts: Facts) -> Table:
    columns = [
        *number_and_name(),
        Column(_("Stations and their points")),
        Column(_("Practice that counts"), 26, "number"),
        Column(_("Practice: passed"), 24, "number"),
    ]
    needed = facts.cohort.edition.pass_practical
    rows = _marked(
        facts,
        told=lambda one, result: _stations(result) if result else [],
        points=lambda result: result.practical_points,
        needed=needed,
    )
    return Table(
        columns, rows, title=_("Practice (pass at %(points)s)") % {"points": needed}
    )


def _marked(
    facts: Facts,
    *,
    told: Callable[[Enrollment, Result | None], list[str]],
    points: Callable[[Result], Decimal | None],
    needed: int,
) -> list[list[Value]]:
    """For each on the roll: what was seen, the points that count, whether they reach."""
    results = facts.result_of()
    rows: list[list[Value]] = []
    for number, one in enumerate(facts.roll, start=1):
        result = results.get(one.pk)
        counted = points(result) if result else None
        seen = "\n".join(told(one, result))
        rows.append(
            [number, one.person.name, seen, _points(counted), _reached(counted, needed)]
        )
    return rows


def _stations(result: Result) -> list[str]:
    return [_station(one) for one in result.breakdown]


def _station(row: dict[str, Any]) -> str:
    """What a retake kept says since when."""
    told = f"{in_language(row)} {row['points']}"
    if kept_from := row.get("kept_from"):
        since = full_date(date.fromisoformat(kept_from))
        return _("%(station)s (kept from %(day)s)") % {"station": told, "day": since}
    return told


def _decisions(facts: Facts) -> Table:
    columns = [
        *number_and_name(),
        Column(_("Hours credited"), 24, "number"),
        Column(_("Hours needed"), 24, "number"),
        Column(_("Decision"), 26, "number"),
        Column(_("Day of the decision")),
    ]
    results = facts.result_of()
    rows: list[list[Value]] = []
    for number, one in enumerate(facts.roll, start=1):
        result = results.get(one.pk)
        rows.append(
            [
                number,
                one.person.name,
                hours_to_sum(result.minutes_credited) if result else "",
                int(hours_needed(result.minutes_required)) if result else "",
                outcome(one, result),
                full_date(result.decided_at) if result else "",
            ]
        )
    return Table(columns, rows, title=_("Decision of the assessment"))


def _points(points: Decimal | None) -> Value:
    return "" if points is None else points.normalize() + 0


def _reached(points: Decimal | None, needed: int) -> str:
    if points is None:
        return _("no mark")
    return _("pass mark reached") if points >= needed else _("below the pass mark")
