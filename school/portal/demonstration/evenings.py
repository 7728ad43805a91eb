"""Evenings that were held: who came, who came late, who did not."""

import uuid
from datetime import timedelta

from django.utils import timezone

from school.attendance import actions as attendance
from school.attendance.batches import SELF, Sent
from school.attendance.codes import trainee_code
from school.attendance.models import Event
from school.courses.models import Session
from school.learning import actions as learning
from school.learning.syllabus import parts_of
from school.people.models import User
from school.portal.demonstration.clock import LESSON, at
from school.portal.demonstration.school import ClassBook, Member, School

LATE, EARLY = 0.05, 0.02
DOOR = timedelta(minutes=6)
EXCUSED = 0.5
DILIGENT, MISSED_AT_MOST = 0.9, 0.12


def hold(school: School, book: ClassBook, sessions: list[Session]) -> None:
    for session in sessions:
        _hold(school, book, session)


def _hold(school: School, book: ClassBook, session: Session) -> None:
    """The assistant calls the roll: who is late or missing first, then all others."""
    by, chance = book.assistant, school.chance
    early, on_time = [], []
    with at(session.starts_at + timedelta(minutes=chance.randint(17, 40))):
        for member in book.members:
            is_there = _comes(member, book, chance.random())
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
            else:
                on_time.append(member)
        _scan(session, on_time, by=by)
        attendance.note_all_present(session, by=by)
    with at(session.ends_at - LESSON):
        for member in early:
            attendance.note(
                session, enrollment=member.enrollment, kind=Event.Kind.LEFT, by=by
            )
    with at(session.ends_at):
        attendance.note_all_left(session, by=by)


def _scan(session: Session, members: list[Member], *, by: User) -> None:
    """Who came in time showed her code at the door; the scans are sent a little later."""
    came = session.starts_at - DOOR
    attendance.take_scans(
        session,
        by=by,
        sent_at=timezone.now(),
        events=[
            Sent(
                uuid=uuid.uuid4(),
                kind=Event.Kind.ARRIVED,
                device_at=came,
                code=trainee_code(member.enrollment.code, session.code, at=came),
                face=SELF,
            )
            for member in members
        ],
    )


def _comes(member: Member, book: ClassBook, luck: float) -> bool:
    """Who hardly ever stays away does not, by bad luck, lose the course."""
    diligence, missed = member.trainee.diligence, book.missed[member.enrollment.pk]
    if diligence > DILIGENT and missed >= MISSED_AT_MOST * len(book.sessions):
        return True
    book.missed[member.enrollment.pk] += luck >= diligence
    return luck < diligence


def correct(book: ClassBook, *, evenings: int) -> None:
    """The day after: the paper list has the name of somebody who was marked absent."""
    event = (
        Event.objects.filter(
            session__in=book.sessions[: evenings - 1],
            kind__in=[Event.Kind.ABSENT, Event.Kind.EXCUSED],
        )
        .select_related("enrollment__person", "session")
        .latest("recorded_at", "pk")
    )
    session = event.session
    with at(session.ends_at + timedelta(hours=14)):
        for kind, moment in (
            (Event.Kind.ARRIVED, session.starts_at),
            (Event.Kind.LEFT, session.ends_at),
        ):
            attendance.note(
                session,
                enrollment=event.enrollment,
                kind=kind,
                by=book.assistant,
                at=moment,
                reason="签到纸上有本人签名，当晚漏点",
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
    parts = {lesson.pk: parts_of(lesson) for lesson in lessons}
    for number, member in enumerate(book.members):
        share = keen * school.chance.uniform(0.4, 1.0)
        done = round(share * len(lessons))
        for begun_with in lessons[done : done + 1]:
            learning.read_parts(
                member.trainee.person,
                lesson=begun_with,
                parts=parts[begun_with.pk][: 2 + number % 4],
                of=parts[begun_with.pk],
                at=book.sessions[evenings - 1].ends_at,
            )
        for place, lesson in enumerate(lessons[:done], start=1):
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
