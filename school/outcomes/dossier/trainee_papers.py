"""The papers about the trainees: roster, attendance, marks, certificates, scans."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from school.assessment.models import Result
from school.attendance.models import Event
from school.attendance.papers.documents import fact_columns, issuer
from school.attendance.rules import Presence
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.lib.fields import in_language
from school.lib.format import clock
from school.lib.paper import Column, Paper, Table
from school.lib.spreadsheet import Value
from school.outcomes.dossier.facts import Facts
from school.ui.templatetags.ui import evening, full_date, hours, span


def number_and_name() -> list[Column]:
    return [
        Column(_("No."), 10, "number"),
        Column(_("Name of the trainee"), 32, "name"),
    ]


def roster(facts: Facts, *, with_id_numbers: bool) -> Paper:
    """学员实名花名册. ID and telephone numbers are whole only in the sealed export."""
    columns = [
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
    minutes: dict[int, int] = defaultdict(int)
    for entry in facts.entries:
        minutes[entry.enrollment_id] += entry.minutes
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
            hours(minutes[one.pk]),
            _outcome(one, results.get(one.pk)),
            certificates[one.pk].number if one.pk in certificates else "",
            "",
        ]
        for number, one in enumerate(facts.roll, start=1)
    ]
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
            (_("Trainees on the opening roster"), len(rows)),
        ],
        fact_columns=fact_columns(),
        tables=[Table(columns, rows)],
        notes=[
            _(
                "What the school does not collect is left empty, to be filled in by hand."
            )
        ],
        signatures=[_("Head teacher"), _("In charge"), _("Date of signing")],
        is_landscape=True,
    )


def _phone(enrollment: Enrollment, *, whole: bool) -> str:
    person = enrollment.person
    return person.phone.removeprefix("+86") if whole else person.masked_phone


def _outcome(enrollment: Enrollment, result: Result | None) -> str:
    if enrollment.status == Enrollment.Status.WITHDRAWN:
        return _("left the class")
    if result is None:
        return _("not decided")
    return _("has passed") if result.has_passed else _("has not passed")


def attendance(facts: Facts) -> Paper:
    """逐课考勤表: a page for each evening that was not cancelled."""
    held = [one for one in facts.sessions if one.status != Session.Status.CANCELLED]
    minutes = facts.minutes()
    return Paper(
        title=_("Attendance by session"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[_session_table(facts, one, minutes) for one in held],
        notes=[
            _(
                "One credit hour is 45 minutes. Hours are credited once arrival and "
                "departure are both on record; a period of which more than 15 minutes "
                "were missed is not."
            )
        ],
        signatures=[_("Head teacher"), _("Date of signing")],
    )


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
                _clock(presence.arrived),
                _clock(presence.left),
                _state(presence),
                hours(minutes.get((one.pk, session.pk), 0)),
                "、".join(sorted(methods[one.pk])),
            ]
        )
    return Table(columns, rows, title=_titled(session), starts_page=True)


def _titled(session: Session) -> str:
    when = f"{full_date(session.starts_at)} {span(session.starts_at, session.ends_at)}"
    return f"{session.evening.number}. {session.evening} · {when}"


def _clock(moment: datetime | None) -> str:
    return clock(timezone.localtime(moment)) if moment else ""


def _state(presence: Presence) -> str:
    if presence.absence:
        return str(Event.Kind(presence.absence).label)
    return {
        "unknown": _("nothing noted"),
        "present": _("departure not noted"),
    }.get(presence.state, _("came and went"))


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
    results = facts.result_of()
    rows: list[list[Value]] = []
    for number, one in enumerate(facts.roll, start=1):
        result = results.get(one.pk)
        points = result.theory_points if result else None
        told = "\n".join(sittings[one.pk])
        rows.append(
            [number, one.person.name, told, _points(points), _reached(points, needed)]
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
    results = facts.result_of()
    rows: list[list[Value]] = []
    for number, one in enumerate(facts.roll, start=1):
        result = results.get(one.pk)
        points = result.practical_points if result else None
        told = "\n".join(_stations(result)) if result else ""
        rows.append(
            [number, one.person.name, told, _points(points), _reached(points, needed)]
        )
    return Table(
        columns, rows, title=_("Practice (pass at %(points)s)") % {"points": needed}
    )


def _stations(result: Result) -> list[str]:
    return [f"{in_language(one)} {one['points']}" for one in result.breakdown]


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
                hours(result.minutes_credited) if result else "",
                hours(result.minutes_required) if result else "",
                _outcome(one, result),
                full_date(result.decided_at) if result else "",
            ]
        )
    return Table(columns, rows, title=_("Decision of the assessment"))


def _points(points: Decimal | None) -> Value:
    return "" if points is None else points.normalize() + 0


def _reached(points: Decimal | None, needed: int) -> str:
    if points is None:
        return _("no mark")
    return _("reached") if points >= needed else _("not reached")


def certificates(facts: Facts) -> Paper:
    columns = [
        Column(_("No."), 10, "number"),
        Column(_("Number of the certificate"), 60),
        Column(_("Name of the trainee"), 38, "name"),
        Column(_("Day of issue"), 30, "number"),
        Column(_("State of the certificate"), 22, "number"),
        Column(_("SHA-256 of the certificate's PDF"), 0, "code"),
    ]
    rows: list[list[Value]] = [
        [
            number,
            one.number,
            one.claims["name"],
            full_date(one.issued_on),
            one.get_status_display(),
            one.pdf_sha256,
        ]
        for number, one in enumerate(facts.certificates, start=1)
    ]
    return Paper(
        title=_("Register of certificates"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[Table(columns, rows)],
        notes=[facts.cohort.edition.disclaimer],
        signatures=[_("In charge"), _("Date of signing")],
        is_landscape=True,
    )


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
        tables=[Table(columns, rows)],
        notes=[
            _("The pictures themselves stay with the school and are shown on request.")
        ],
        is_landscape=True,
    )
