"""Evenings that were held: who came, who came late, who did not."""

from datetime import timedelta

from school.attendance import actions as attendance
from school.attendance.models import Event
from school.courses.models import Session
from school.learning import actions as learning
from school.portal.demonstration.clock import LESSON, at
from school.portal.demonstration.school import ClassBook, School

LATE, EARLY = 0.05, 0.03
EXCUSED = 0.5


def hold(school: School, book: ClassBook, sessions: list[Session]) -> None:
    for session in sessions:
        _hold(school, book, session)


def _hold(school: School, book: ClassBook, session: Session) -> None:
    """The assistant calls the roll: who is late or missing first, then all others."""
    by, chance = book.assistant, school.chance
    early = []
    with at(session.starts_at + timedelta(minutes=chance.randint(17, 40))):
        for member in book.members:
            is_there = chance.random() < member.trainee.diligence
            luck = chance.random()
            if not is_there:
                kind = Event.Kind.EXCUSED if luck < EXCUSED else Event.Kind.ABSENT
                attendance.note(session, enrollment=member.enrollment, kind=kind, by=by)
            elif luck < LATE:
                attendance.note(
                    session,
                    enrollment=member.enrollment,
                    kind=Event.Kind.ARRIVED,
                    by=by,
                )
            elif luck < LATE + EARLY:
                early.append(member)
        attendance.note_all_present(session, by=by)
    with at(session.ends_at - LESSON):
        for member in early:
            attendance.note(
                session, enrollment=member.enrollment, kind=Event.Kind.LEFT, by=by
            )
    with at(session.ends_at):
        attendance.note_all_left(session, by=by)


def correct(school: School, book: ClassBook, session: Session) -> None:
    """The day after: the paper list has the name of somebody who was marked absent."""
    event = session.events.filter(kind__in=[Event.Kind.ABSENT, Event.Kind.EXCUSED])
    missed = event.select_related("enrollment__person").first()
    if missed is None:
        return
    with at(session.ends_at + timedelta(hours=14)):
        for kind, moment in (
            (Event.Kind.ARRIVED, session.starts_at),
            (Event.Kind.LEFT, session.ends_at),
        ):
            attendance.note(
                session,
                enrollment=missed.enrollment,
                kind=kind,
                by=book.assistant,
                at=moment,
                reason="签到纸上有本人签名,当晚漏点",
                method=Event.Method.PAPER,
            )


def read(school: School, book: ClassBook, *, evenings: int, keen: float = 1.0) -> None:
    """Lessons read at home, up to where the class has come."""
    modules = {session.evening.module_id for session in book.sessions[:evenings]} - {
        None
    }
    edition = book.cohort.edition
    lessons = [
        lesson
        for module in edition.modules.prefetch_related("lessons")
        if module.pk in modules
        for lesson in module.lessons.all()
    ]
    begun = book.sessions[0].starts_at
    pace = (book.sessions[evenings - 1].ends_at - begun) / max(len(lessons), 1)
    for member in book.members:
        share = keen * school.chance.uniform(0.4, 1.0)
        for place, lesson in enumerate(lessons[: round(share * len(lessons))], start=1):
            moment = begun + place * pace
            right = min(3, round(member.trainee.skill * school.chance.uniform(2, 3.6)))
            person = member.trainee.person
            learning.record_checks(
                person, lesson=lesson, right=right, total=3, at=moment
            )
            learning.complete_lesson(
                person,
                lesson=lesson,
                has_checks=True,
                by=member.trainee.user,
                at=moment + timedelta(minutes=9),
            )
