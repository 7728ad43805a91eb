"""The papers about the trainees: roster, attendance, certificates, scans."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from school.attendance.models import Event
from school.attendance.papers.documents import clocks, fact_columns, issuer
from school.attendance.rules import Presence
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib.format import hours_to_sum
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.outcomes.dossier.facts import Facts
from school.outcomes.dossier.marks_papers import number_and_name, outcome
from school.ui.templatetags.ui import day, evening, full_date, span


def roster(facts: Facts, *, with_id_numbers: bool) -> Paper:
    """学员实名花名册. ID and telephone numbers are whole only in the sealed export."""
    cohort = facts.cohort
    return Paper(
        title=_("Real-name roster of trainees"),
        subject=cohort.name,
        issuer=issuer(),
        facts=[
            (
                _("From – to"),
                f"{full_date(cohort.starts_on)} – {full_date(cohort.ends_on)}",
            ),
            (_("Trainees on the opening roster"), len(facts.roll)),
        ],
        fact_columns=fact_columns(),
        tables=[_roster_table(facts, with_id_numbers=with_id_numbers)],
        notes=[
            _(
                "What the school does not collect is left empty, to be filled in by hand."
            )
        ],
        signatures=[_("Head teacher"), _("In charge"), _("Date of signing")],
        is_landscape=True,
    )


def _roster_columns() -> list[Column]:
    return [
        *number_and_name(),
        Column(_("Sex of the trainee"), 11, "number"),
        Column(_("ID number of the trainee"), 38, "number"),
        Column(_("Schooling"), 16, "blank"),
        Column(_("Category of person"), 16, "blank"),
        Column(_("Telephone"), 25, "number"),
        Column(_("Occupation trained for"), 25),
        Column(_("Hours in all"), 12, "number"),
        Column(_("Result of the assessment"), 17, "number"),
        Column(_("Number of the certificate"), 36),
        Column(_("Signature"), 0, "blank"),
    ]


def _roster_table(facts: Facts, *, with_id_numbers: bool) -> Table:
    results, certificates = facts.result_of(), facts.certificate_of()
    rows: list[list[Value]] = [
        [
            number,
            one.person.name,
            one.person.get_sex_display(),
            one.person.id_number if with_id_numbers else one.person.masked_id_number,
            "",
            "",
            _phone(one, whole=with_id_numbers),
            str(facts.cohort.edition.course.title),
            hours_to_sum(facts.hours[one.pk].total),
            outcome(one, results.get(one.pk)),
            certificates[one.pk].number if one.pk in certificates else "",
            "",
        ]
        for number, one in enumerate(facts.roll, start=1)
    ]
    return Table(_roster_columns(), rows)


def _phone(enrollment: Enrollment, *, whole: bool) -> str:
    person = enrollment.person
    return person.phone.removeprefix("+86") if whole else person.masked_phone


def attendance(facts: Facts) -> Paper:
    """逐课考勤表: a page for each evening that was not cancelled."""
    held = [one for one in facts.sessions if one.status != Session.Status.CANCELLED]
    minutes = facts.minutes()
    return Paper(
        title=_("Attendance by session"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[
            *(_session_table(facts, one, minutes) for one in held),
            *(
                [_lessons_table(facts)]
                if facts.cohort.edition.online_minutes_max
                else []
            ),
        ],
        notes=[
            _(
                "One credit hour is 45 minutes. Hours are credited once arrival and "
                "departure are both on record; a period of which more than 15 minutes "
                "were missed is not."
            )
        ],
        signatures=[_("Head teacher"), _("Date of signing")],
    )


def _lessons_table(facts: Facts) -> Table:
    """Hours of evenings and of lessons apart, where the edition counts lessons."""
    columns = [
        *number_and_name(),
        Column(_("Hours of the evenings"), 40, "number"),
        Column(_("Hours of lessons read online"), 40, "number"),
        Column(_("Hours in all"), 40, "number"),
    ]
    rows: list[list[Value]] = [
        [
            number,
            one.person.name,
            hours_to_sum(facts.hours[one.pk].evenings),
            hours_to_sum(facts.hours[one.pk].online),
            hours_to_sum(facts.hours[one.pk].total),
        ]
        for number, one in enumerate(facts.roll, start=1)
    ]
    return Table(columns, rows, title=_("Evenings and lessons"))


def _session_table(
    facts: Facts, session: Session, minutes: dict[tuple[int, int], int]
) -> Table:
    columns = [
        *number_and_name(),
        Column(_("Time of coming"), 20, "number"),
        Column(_("Time of going"), 20, "number"),
        Column(_("State on the evening"), 22, "number"),
        Column(_("Hours credited"), 22, "number"),
        Column(_("How it is known")),
    ]
    seen = facts.presences(session)
    methods: dict[int, set[str]] = defaultdict(set)
    for event in facts.events:
        if event.session_id == session.pk:
            methods[event.enrollment_id].add(event.get_method_display())
    rows: list[list[Value]] = []
    for number, one in enumerate(facts.roll, start=1):
        presence = seen.get(one.pk, Presence())
        rows.append(
            [
                number,
                one.person.name,
                clocks(presence.arrivals),
                clocks(presence.departures),
                _state(presence),
                hours_to_sum(minutes.get((one.pk, session.pk), 0)),
                "、".join(sorted(methods[one.pk])),
            ]
        )
    return Table(
        columns, rows, title=_titled(session), starts_page=True, tab=_tab(session)
    )


def _titled(session: Session) -> str:
    when = f"{full_date(session.starts_at)} {span(session.starts_at, session.ends_at)}"
    return f"{session.evening.number}. {session.evening} · {when}"


def _tab(session: Session) -> str:
    """1. 9月11日"""
    return f"{session.evening.number}. {day(session.starts_at).partition('(')[0]}"


def _state(presence: Presence) -> str:
    if presence.absence:
        return str(Event.Kind(presence.absence).label)
    return {
        "unknown": _("nothing noted"),
        "present": _("departure not noted"),
    }.get(presence.state, _("came and went"))


def pictures(facts: Facts) -> Paper:
    """影像目录: the names of the scans alone."""
    columns = [
        Column(_("No."), 10, "number"),
        Column(_("Evening of the class")),
        Column(_("Code of the sheet"), 28, "number"),
        Column(_("Page of the sheet"), 14, "number"),
        Column(_("Sent in"), 38, "number"),
        Column(_("SHA-256 of the picture"), 92, "code"),
    ]
    rows: list[list[Value]] = [
        [
            number,
            f"{one.sheet.session.evening.number}. {one.sheet.session.evening}",
            one.sheet.code,
            one.page,
            evening(one.sent_at),
            one.sha256,
        ]
        for number, one in enumerate(facts.scans, start=1)
    ]
    return Paper(
        title=_("List of pictures"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[Table(columns, rows or [_none(columns)])],
        notes=[
            _("The pictures themselves stay with the school and are shown on request.")
        ],
        is_landscape=True,
    )


def _none(columns: Sequence[Column]) -> list[Value]:
    """An empty list says that it is one."""
    return [_("no picture kept"), *("" for _column in columns[1:])]
