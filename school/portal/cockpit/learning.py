"""Evenings, hours and marks of a class, person by person."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from school.assessment.matrix import Row, rows_of
from school.attendance import ledger
from school.attendance.rolls import register_of
from school.attendance.rules import minutes_required
from school.attendance.warnings.models import Alert
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib.format import hours, hours_needed
from school.portal.cockpit.cells import Board, Cell, Column, is_assessed, is_over
from school.ui.templatetags.ui import day


def evenings(board: Board) -> list[Column]:
    """Credit hours of each evening of a class that is over."""
    register = register_of(board.roll[0].cohort)
    minutes = {row.enrollment.pk: row.cells for row in register["rows"]}
    may_call = board.user.has_perm("attendance.call_roll")
    return [
        Column(
            str(session.evening.number),
            {
                one.pk: _evening(
                    session,
                    minutes[one.pk][place] if one.pk in minutes else None,
                    _evening_href(session, one, may_call=may_call),
                )
                for one in board.roll
            },
            note=day(session.starts_at),
            is_narrow=True,
        )
        for place, session in enumerate(register["sessions"])
        if session.ends_at <= board.at and session.status != Session.Status.CANCELLED
    ]


def _evening(session: Session, minutes: int | None, href: str) -> Cell:
    if not minutes:
        return Cell("0", href, pgettext("evening", "missed"))
    is_short = minutes < session.evening.minutes
    return Cell(hours(minutes), href, pgettext("evening", "part") if is_short else "")


def _evening_href(session: Session, one: Enrollment, *, may_call: bool) -> str:
    if may_call:
        return reverse("attendance:times", args=[session.code, one.code])
    return reverse("attendance:hours", args=[one.code])


def credited(board: Board) -> list[Column]:
    done = ledger.credited_minutes(board.ids)
    scheduled = ledger.scheduled_minutes({one.cohort_id for one in board.roll})
    alerts: dict[int, str] = {}
    for alert in Alert.objects.standing().filter(enrollment__in=board.roll):
        alerts.setdefault(alert.enrollment_id, alert.in_words)
    cells = {}
    for one in board.roll:
        share = one.cohort.edition.pass_attendance_percent
        needed = minutes_required(scheduled[one.cohort_id], share)
        problem = alerts.get(one.pk, "")
        if is_assessed(one):
            problem = _("too few") if done[one.pk] < needed else ""
        cells[one.pk] = Cell(
            f"{hours(done[one.pk])} / {hours_needed(needed)}",
            reverse("attendance:hours", args=[one.code]),
            problem,
        )
    return [Column(_("Hours"), cells)]


def marks(board: Board) -> list[Column]:
    on_roll = Enrollment.objects.filter(pk__in=board.ids)
    rows = {row.enrollment.pk: row for row in rows_of(on_roll)}
    pairs = [(one, rows[one.pk]) for one in board.roll]
    return [
        Column(_("Theory"), {one.pk: _theory(row) for one, row in pairs}),
        Column(_("Practical"), {one.pk: _practical(row) for one, row in pairs}),
        Column(_("Result"), {one.pk: _result(row) for one, row in pairs}),
    ]


def _trainee(row: Row) -> str:
    return reverse("assessment_desk:trainee", args=[row.enrollment.code])


def _theory(row: Row) -> Cell:
    best = row.standing.best_attempt
    problem = ""
    is_due = is_assessed(row.enrollment)
    if best is None and is_due and not row.standing.is_sitting:
        problem = _("mark missing")
    elif row.standing.has_failed_theory:
        problem = _("not enough")
    text = str(best.points) if best else "–"
    return Cell(text, _trainee(row), problem)


def _practical(row: Row) -> Cell:
    one = row.enrollment
    state = row.standing.practical
    if state is None:
        return Cell("–", _trainee(row), _("mark missing") if is_assessed(one) else "")
    href = reverse("assessment_desk:practical", args=[state.practical.code])
    if not state.is_settled:
        return Cell(_("being marked"), href, _("mark missing") if is_over(one) else "")
    failed = any(one.outcome and one.outcome.critical for one in state.stations)
    return Cell(str(state.points), href, _("critical fail") if failed else "")


def _result(row: Row) -> Cell:
    if row.result is None:
        return Cell(_("ready to release") if row.is_ready else "–", _trainee(row))
    if row.result.has_passed:
        return Cell(_("passed"), _trainee(row))
    return Cell("", _trainee(row), _("not passed"))
