"""What a school's week has besides: a make-up, a warning, a paper, and what stands against joining."""

from datetime import datetime, time, timedelta

from school.attendance import actions as attendance
from school.attendance.models import Event
from school.attendance.papers.actions import Signed, note_sheet, print_sheet
from school.attendance.warnings.actions import review
from school.courses import actions as courses
from school.courses.models import Session
from school.enrollment import actions as enrollment
from school.enrollment.models import Hold
from school.people.actions import record_health_check
from school.people.models import HealthCheck
from school.portal.demonstration.clock import at, on
from school.portal.demonstration.plans import A_FEW, DAY
from school.portal.demonstration.school import ClassBook, School
from school.portal.demonstration.trainees import Trainee

SOON = 12 * DAY
# The trade is learned after work: a late shift on an evening of the class.
SHIFT = time(17), time(22)


def of_class(school: School, book: ClassBook) -> None:
    _typed_in(school, book)
    _missed_twice(school, book)
    _make_up(school, book)


def _typed_in(school: School, book: ClassBook) -> None:
    """The lamp was out one evening: some signed on paper, typed in next morning."""
    away = Event.objects.filter(
        kind__in=[Event.Kind.ABSENT, Event.Kind.EXCUSED],
        session__in=book.sessions[:A_FEW],
    )
    # The last one of which the roll, called in the dark, has somebody as away.
    session = away.order_by("-session__starts_at")[0].session
    with at(session.starts_at - timedelta(hours=1)):
        sheet = print_sheet(session, by=book.assistant)
    events = away.filter(session=session)
    missed = set(events.values_list("enrollment_id", flat=True)[:2])
    came = Signed(arrived=session.starts_at, left=session.ends_at)
    rows = {row.number: came for row in sheet.rows.filter(enrollment__in=missed)}
    with at(_morning_after(school, session)):
        note_sheet(sheet, by=book.assistant, rows=rows)


def _missed_twice(school: School, book: ClassBook) -> None:
    """One was noted by mistake on both last evenings; the teacher is told to call."""
    member = book.members[5]
    last_two = book.sessions[A_FEW - 2 : A_FEW]
    with at(_morning_after(school, last_two[-1]) + timedelta(minutes=20)):
        for session in last_two:
            attendance.note(
                session,
                enrollment=member.enrollment,
                kind=Event.Kind.ABSENT,
                by=book.assistant,
                at=session.starts_at,
                reason="次日核对：本人没有来",
            )
        review(book.cohort)


def _make_up(school: School, book: ClassBook) -> None:
    """An evening to come is called off, and held on a free afternoon instead."""
    off = book.sessions[A_FEW + 1]
    day = next(
        day
        for step in range(2, 9)
        if (day := school.today + step * DAY).weekday()
        not in school.plans["begun"].weekdays
    )
    with at(school.now - timedelta(hours=3)):
        courses.cancel_session(off, by=school.registrar, reason="实训室检修水管")
        courses.make_up(
            off,
            by=school.registrar,
            reason="补上检修停掉的一晚",
            starts_at=on(day, 14),
            ends_at=on(day, 16, 25),
        )


def _morning_after(school: School, session: Session) -> datetime:
    """Or late that evening, where the demonstration is made before that morning has come."""
    return min(session.ends_at + timedelta(hours=11), school.now - timedelta(hours=1))


def of_newcomers(school: School, people: list[Trainee]) -> None:
    """A late shift, a certificate that runs out, and somebody held back."""
    first, second, third, *_others = people
    filling = school.plans["one_left"]
    begins, ends = SHIFT
    with at(school.now - timedelta(hours=2)):
        enrollment.declare_shift(
            first.person,
            weekday=filling.weekdays[0],
            begins=begins,
            ends=ends,
            by=first.user,
        )
        record_health_check(
            second.person,
            kind=HealthCheck.Kind.BASIC,
            expires_on=school.today + SOON,
            by=school.registrar,
        )
        enrollment.place_hold(
            third.person,
            kind=Hold.Kind.OTHER,
            reason="身份证照片看不清，带原件来核对",
            by=school.registrar,
        )
