"""A whole term at once: many classes, evenings and people, with a first evening's attendance."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from school.attendance.models import Event, MinuteEntry
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.people.models import Consent, Person, User
from tests.factories.courses import assign, make_cohort, make_edition, make_venue
from tests.factories.people import make_consent, make_person

EVENINGS = 8


def make_term(
    *, sessions: int, people: int, starts_on: date, teacher: User
) -> list[Cohort]:
    """Classes of eight evenings, two a week, all taught by `teacher` in rooms of their own."""
    classes = sessions // EVENINGS
    edition = make_edition(evenings=EVENINGS)
    cohorts = [
        make_cohort(
            edition=edition,
            name=f"养老护理第{number}期",
            venue=make_venue(f"第{number}教室", capacity=200),
            sessions=False,
            seats=people // classes,
            starts_on=starts_on,
            status=Cohort.Status.RUNNING,
        )
        for number in range(1, classes + 1)
    ]
    held = _sessions(cohorts, starts_on, teacher)
    for cohort in cohorts:
        assign(cohort, teacher)
    enrollments = _enrollments(cohorts, people)
    _attendance(
        [one for one in held if one.evening_id == held[0].evening_id],
        enrollments,
        teacher,
    )
    return cohorts


def _sessions(cohorts: list[Cohort], starts_on: date, teacher: User) -> list[Session]:
    zone = timezone.get_current_timezone()
    evenings = list(cohorts[0].edition.evenings.all())
    planned = []
    for cohort in cohorts:
        for number, evening in enumerate(evenings):
            day = starts_on + timedelta(days=3 * number)
            planned.append(
                Session(
                    cohort=cohort,
                    evening=evening,
                    starts_at=datetime.combine(day, time(19), zone),
                    ends_at=datetime.combine(day, time(21, 25), zone),
                    venue=cohort.venue,
                    room="实训室 A",
                    teacher=teacher,
                )
            )
    return Session.objects.bulk_create(planned)


def _enrollments(cohorts: list[Cohort], people: int) -> list[Enrollment]:
    first = make_person("学员0")
    text = make_consent(first).text
    made = Person.objects.bulk_create(
        Person(name=f"学员{number}") for number in range(1, people)
    )
    everybody, now = [first, *made], timezone.now()
    consents = Consent.objects.bulk_create(
        Consent(person=person, text=text, given_at=now) for person in made
    )
    given = [Consent.objects.get(person=first), *consents]
    return Enrollment.objects.bulk_create(
        Enrollment(
            cohort=cohorts[number % len(cohorts)],
            person=person,
            status=Enrollment.Status.ENROLLED,
            source=Enrollment.Source.SELF,
            consent=given[number],
            applied_at=now,
            enrolled_at=now,
        )
        for number, person in enumerate(everybody)
    )


def _attendance(
    first: list[Session], enrollments: list[Enrollment], teacher: User
) -> None:
    """Everybody came to the first evening, and stayed."""
    session_of = {session.cohort_id: session for session in first}
    events = Event.objects.bulk_create(
        Event(
            session=session_of[enrollment.cohort_id],
            enrollment=enrollment,
            kind=kind,
            at=at,
            method=Event.Method.ROLL,
            recorded_by=teacher,
            recorded_at=at,
        )
        for enrollment in enrollments
        for kind, at in (
            (Event.Kind.ARRIVED, session_of[enrollment.cohort_id].starts_at),
            (Event.Kind.LEFT, session_of[enrollment.cohort_id].ends_at),
        )
    )
    MinuteEntry.objects.bulk_create(
        MinuteEntry(
            session=event.session,
            enrollment=event.enrollment,
            minutes=135,
            event=event,
            at=event.at,
        )
        for event in events
        if event.kind == Event.Kind.LEFT
    )
