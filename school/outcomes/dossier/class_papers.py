"""The papers about the class: opening application, plan and timetable, staff."""

from collections import defaultdict

from django.utils.translation import gettext as _

from school.attendance.papers.documents import fact_columns, issuer
from school.courses.models import Duty, Session
from school.lib.fields import in_language
from school.lib.format import hours_to_sum
from school.lib.paper import Column, Paper, Table, joined
from school.lib.spreadsheet import Value
from school.outcomes.dossier.facts import Facts
from school.people.models import User
from school.ui.templatetags.ui import full_date, hours, span


def name_of(user: User | None) -> str:
    """As on the ID card, where that is on file."""
    if user is None:
        return ""
    return user.person.name if hasattr(user, "person") else str(user)


def percent(part: int, whole: int) -> str:
    return f"{round(part * 100 / whole)}%" if whole else "–"


def opening(facts: Facts) -> Paper:
    """开班申请: who is taught what by whom, where, with what, and how it is assessed."""
    cohort, edition = facts.cohort, facts.cohort.edition
    about: list[tuple[str, Value]] = [
        (_("Training institution"), issuer()),
        (_("Training project"), str(edition.course.title)),
        (_("Edition of the course"), edition.version),
        (_("Class of the dossier"), cohort.name),
        (
            _("From – to"),
            f"{full_date(cohort.starts_on)} – {full_date(cohort.ends_on)}",
        ),
        (_("Places planned"), cohort.seats),
        (_("Trainees on the opening roster"), len(facts.roll)),
        (_("Place of the class"), f"{cohort.venue} {cohort.venue.address}"),
        (_("Room for"), cohort.venue.capacity),
    ]
    return Paper(
        title=_("Class opening application"),
        subject=cohort.name,
        issuer=issuer(),
        facts=about,
        fact_columns=fact_columns(),
        tables=[_contents(facts), _assessment(facts)],
        notes=[edition.disclaimer],
        signatures=[
            _("Training institution (seal)"),
            _("In charge"),
            _("Date of signing"),
        ],
    )


def _items() -> list[Column]:
    return [Column(_("Item of the application"), 44), Column(_("What is so"))]


def _contents(facts: Facts) -> Table:
    edition = facts.cohort.edition
    signed = edition.signed_off_by
    duties = [f"{name_of(one.user)}({one.get_kind_display()})" for one in facts.duties]
    rows: list[list[Value]] = [
        [_("For whom it is"), edition.audience],
        [_("Aims of the training"), joined(map(in_language, edition.objectives))],
        [
            _("Credit hours of 45 minutes"),
            _(
                "%(all)s in all: theory %(theory)s, practice %(practice)s, assessment %(assessment)s"
            )
            % {
                "all": hours(edition.total_minutes),
                "theory": hours(edition.theory_minutes),
                "practice": hours(edition.practical_minutes),
                "assessment": hours(edition.assessment_minutes),
            },
        ],
        [
            _("Share of practice"),
            percent(edition.practical_minutes, edition.total_minutes),
        ],
        [_("Teaching staff"), joined(duties)],
        [
            _("Content signed off by"),
            name_of(signed.user) + "  " + full_date(edition.signed_off_at)
            if signed
            else "",
        ],
        [
            _("Rooms and resources"),
            joined(
                dict.fromkeys(
                    f"{one.venue} {one.room}".strip() for one in facts.sessions
                )
            ),
        ],
    ]
    return Table(_items(), rows, title=_("Teaching plan in short"))


def _assessment(facts: Facts) -> Table:
    edition = facts.cohort.edition
    rows: list[list[Value]] = [
        [
            _("Theory exam"),
            _(
                "%(count)s questions of %(points)s points, %(minutes)s minutes; pass at %(pass)s of 100"
            )
            % {
                "count": edition.exam_questions,
                "points": edition.exam_points_each,
                "minutes": edition.exam_minutes,
                "pass": edition.pass_theory,
            },
        ],
        [
            _("Practical assessment"),
            _(
                "Stations marked by two examiners apart from each other; pass at %(pass)s of 100, and no critical step failed"
            )
            % {"pass": edition.pass_practical},
        ],
        [
            _("Attendance needed"),
            _("%(percent)s%% of the credit hours")
            % {"percent": edition.pass_attendance_percent},
        ],
        [
            _("Decision"),
            _(
                "Theory, practice, critical steps and hours each have to be reached alone."
            ),
        ],
    ]
    return Table(_items(), rows, title=_("Plan of assessment"))


def timetable(facts: Facts) -> Paper:
    columns = [
        Column(_("No."), 11, "number"),
        Column(_("Day of the evening"), 33),
        Column(_("Hours of the day"), 25, "number"),
        Column(_("Module taught")),
        Column(_("Evening of the class")),
        Column(_("Theory, hours"), 17, "number"),
        Column(_("Practice, hours"), 17, "number"),
        Column(_("Assessment, hours"), 19, "number"),
        Column(_("Place of the evening"), 36),
        Column(_("Teacher of the evening"), 27, "name"),
    ]
    rows = [_evening(number, one) for number, one in enumerate(facts.sessions, start=1)]
    return Paper(
        title=_("Teaching plan and timetable"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[Table(columns, rows)],
        notes=[_("One credit hour is 45 minutes. Breaks are not counted.")],
        is_landscape=True,
    )


def _evening(number: int, session: Session) -> list[Value]:
    evening = session.evening
    cancelled = session.status == Session.Status.CANCELLED
    title = str(evening) + ("(" + _("evening cancelled") + ")" if cancelled else "")
    return [
        number,
        full_date(session.starts_at),
        span(session.starts_at, session.ends_at),
        str(evening.module or ""),
        title,
        hours_to_sum(evening.theory_minutes),
        hours_to_sum(evening.practical_minutes),
        hours_to_sum(evening.assessment_minutes),
        f"{session.venue} {session.room}".strip(),
        name_of(session.teacher),
    ]


def staff(facts: Facts) -> Paper:
    taught: dict[int | None, list[int]] = defaultdict(list)
    for session in facts.sessions:
        if session.status != Session.Status.CANCELLED:
            taught[session.teacher_id].append(session.evening.minutes)
    columns = [
        Column(_("No."), 12, "number"),
        Column(_("Name of the teacher"), 40, "name"),
        Column(_("Duty in the class"), 26),
        Column(_("Speciality and title")),
        Column(_("Evenings taught"), 22, "number"),
        Column(_("Hours taught"), 22, "number"),
    ]
    rows = [
        [
            number,
            name_of(duty.user),
            duty.get_kind_display(),
            _qualified(facts, duty),
            len(taught[duty.user_id]) if _teaches(duty) else "",
            hours_to_sum(sum(taught[duty.user_id])) if _teaches(duty) else "",
        ]
        for number, duty in enumerate(facts.duties, start=1)
    ]
    return Paper(
        title=_("Staff list"),
        subject=facts.cohort.name,
        issuer=issuer(),
        tables=[Table(columns, rows)],
        signatures=[_("In charge"), _("Date of signing")],
    )


def _teaches(duty: Duty) -> bool:
    return duty.kind == Duty.Kind.INSTRUCTOR


def _qualified(facts: Facts, duty: Duty) -> str:
    instructor = facts.instructors.get(duty.user_id)
    if instructor is None:
        return ""
    return joined([instructor.get_kind_display(), str(instructor.headline)])
