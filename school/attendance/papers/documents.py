"""The papers of a class: roster, sign-in sheets, attendance summary."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.attendance import ledger
from school.attendance.access import trainees_of
from school.attendance.models import Event
from school.attendance.papers import rules
from school.attendance.papers.models import Sheet, SheetRow
from school.attendance.rolls import register_of
from school.attendance.rules import Presence, minutes_required
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.lib import qr
from school.lib.fields import in_language
from school.lib.format import clock, hours_to_sum
from school.lib.masking import mask_phone
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.ui.templatetags.ui import full_date, hours, hours_needed, span

# What a cell of the summary says of an evening that was held: none was credited.
NOTHING = "–"


def issuer() -> str:
    return in_language(settings.SCHOOL_NAME)


def fact_columns() -> tuple[str, str]:
    return _("What is told"), _("Its value")


def class_facts(cohort: Cohort) -> list[tuple[str, Value]]:
    edition = cohort.edition
    # As everywhere: without what was cancelled, and as planned until evenings stand.
    minutes = ledger.scheduled_minutes([cohort.pk])[cohort.pk] or edition.total_minutes
    return [
        (_("Course of the class"), str(edition.course.title)),
        (_("Edition of the course"), edition.version),
        (
            _("From – to"),
            f"{full_date(cohort.starts_on)} – {full_date(cohort.ends_on)}",
        ),
        (_("Credit hours of 45 minutes"), hours(minutes)),
        (_("Place of the class"), str(cohort.venue)),
    ]


def roster(cohort: Cohort) -> Paper:
    roll = trainees(cohort)
    columns = [
        Column(_("No."), 12, "number"),
        Column(_("Name of the trainee"), 46, "name"),
        Column(_("Sex of the trainee"), 14, "number"),
        Column(_("Company of the trainee")),
        Column(_("Telephone"), 30),
        Column(_("Signature"), 34, "blank"),
    ]
    rows: list[list[Value]] = [
        [
            number,
            one.person.name,
            one.person.get_sex_display(),
            str(one.person.company or ""),
            mask_phone(one.person.phone),
            "",
        ]
        for number, one in enumerate(roll, start=1)
    ]
    return Paper(
        title=_("Class roster"),
        subject=cohort.name,
        issuer=issuer(),
        facts=[*class_facts(cohort), (_("Trainees on the roll"), len(roll))],
        fact_columns=fact_columns(),
        tables=[Table(columns, rows)],
        signatures=[_("Head teacher"), _("Date of signing")],
    )


def summary(cohort: Cohort) -> Paper:
    """Credit hours evening by evening, and what of the hours needed is reached."""
    register = register_of(cohort)
    scheduled = ledger.scheduled_minutes([cohort.pk])[cohort.pk]
    needed = minutes_required(scheduled, cohort.edition.pass_attendance_percent)
    return Paper(
        title=_("Attendance summary"),
        subject=cohort.name,
        issuer=issuer(),
        facts=[
            *class_facts(cohort),
            (
                _("Hours needed to complete"),
                f"{hours_needed(needed)} / {hours(scheduled)}",
            ),
        ],
        fact_columns=fact_columns(),
        tables=[_summary_table(register, needed, at=timezone.now())],
        notes=[
            _(
                "Above each column stands the number of the evening. The cells are "
                "credit hours of 45 minutes; they count once arrival and departure are "
                "both noted."
            ),
            _("– means that none was credited; empty, that it has not been held."),
        ],
        signatures=[_("Head teacher"), _("Registrar"), _("Date of signing")],
        is_landscape=True,
    )


def _summary_table(register: dict[str, Any], needed: int, *, at: datetime) -> Table:
    sessions: list[Session] = register["sessions"]
    columns = [
        Column(_("No."), 10, "number"),
        Column(_("Name of the trainee"), 36, "name"),
        *(Column(str(one.evening.number), 0, "number") for one in sessions),
        Column(_("Hours in all"), 15, "number"),
        Column(_("Hours enough"), 19, "number"),
    ]
    rows: list[list[Value]] = [
        [
            number,
            row.enrollment.person.name,
            *(
                _credited(cell, one, at)
                for cell, one in zip(row.cells, sessions, strict=True)
            ),
            hours_to_sum(row.minutes),
            _("enough") if row.minutes >= needed else _("not yet enough"),
        ]
        for number, row in enumerate(register["rows"], start=1)
    ]
    return Table(columns, rows)


def _credited(minutes: int | None, session: Session, at: datetime) -> Value:
    """Empty where nobody could be credited yet: the evening is ahead, or was called off."""
    if minutes is not None:
        return hours_to_sum(minutes)
    is_held = session.ends_at <= at and session.status != Session.Status.CANCELLED
    return NOTHING if is_held else None


def sign_in_sheet(sheet: Sheet, *, is_filled: bool) -> list[Paper]:
    """A page for every sixteen rows, each with the code that leads back to it."""
    rows = list(sheet.rows.select_related("enrollment__person"))
    seen: dict[int, Presence] = {}
    if is_filled:
        seen = ledger.presences(Event.objects.filter(session=sheet.session))
    count = rules.pages(len(rows), Sheet.ROWS_A_PAGE)
    return [
        _page(sheet, number, count, _on_page(rows, number), seen)
        for number in range(1, count + 1)
    ]


def _on_page(rows: list[SheetRow], page: int) -> list[SheetRow]:
    return [row for row in rows if rules.page_of(row.number, Sheet.ROWS_A_PAGE) == page]


def _page(
    sheet: Sheet,
    number: int,
    count: int,
    rows: Sequence[SheetRow],
    seen: dict[int, Presence],
) -> Paper:
    session = sheet.session
    facts: list[tuple[str, Value]] = [
        (_("Evening of the class"), f"{session.evening.number}. {session.evening}"),
        (_("When it is"), full_date(session.starts_at) + " " + _span(session)),
        (_("Place of the class"), f"{session.venue} {session.room}".strip()),
        (_("Teacher of the evening"), str(session.teacher or "")),
    ]
    return Paper(
        title=_("Sign-in sheet"),
        subject=session.cohort.name,
        issuer=issuer(),
        facts=facts,
        fact_columns=fact_columns(),
        tables=[Table(_sheet_columns(), [_sheet_row(row, seen) for row in rows])],
        notes=[
            _(
                "Write the time of coming and of going beside your own name, and sign. "
                "Page %(page)s of %(pages)s of this sheet."
            )
            % {"page": number, "pages": count}
        ],
        signatures=[_("Head teacher"), _("Date of signing")],
        mark_uri=qr.png_uri(address(sheet, number)),
        mark_text=sheet.code,
    )


def address(sheet: Sheet, page: int) -> str:
    """What the code on a page says: where it is typed in."""
    path = reverse("attendance:sheet", args=[sheet.code])
    return f"{settings.SITE_URL}{path}?page={page}"


def _span(session: Session) -> str:
    return span(session.starts_at, session.ends_at)


def _sheet_columns() -> list[Column]:
    return [
        Column(_("Row"), 12, "number"),
        Column(_("Name of the trainee"), 46, "name"),
        Column(_("Came"), 13, "tick"),
        Column(_("Time of coming"), 24, "number"),
        Column(_("Went"), 13, "tick"),
        Column(_("Time of going"), 24, "number"),
        Column(_("Signature"), 0, "blank"),
    ]


def _sheet_row(row: SheetRow, seen: dict[int, Presence]) -> list[Value]:
    presence = seen.get(row.enrollment_id, Presence())
    return [
        row.number,
        row.enrollment.person.name,
        presence.arrived is not None,
        clocks(presence.arrivals),
        presence.left is not None,
        clocks(presence.departures),
        _absence(presence),
    ]


def clocks(moments: Iterable[datetime]) -> str:
    """One below the other, for who went out and came back."""
    return "\n".join(clock(timezone.localtime(one)) for one in moments)


def _absence(presence: Presence) -> str:
    return str(Event.Kind(presence.absence).label) if presence.absence else ""


def trainees(cohort: Cohort) -> list[Enrollment]:
    roll = trainees_of(cohort.pk)
    return list(
        roll.select_related("person__user", "person__company").order_by(
            "applied_at", "pk"
        )
    )
