"""A term of 200 evenings and 4,000 people: what its timetable and attendance pages ask of the database."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses import weeks
from school.courses.models import Cohort
from school.people.roles import Role
from tests.bench.database import database_of_its_own
from tests.bench.measure import Figure
from tests.cast import signed_in
from tests.costs import MOST_QUERIES, asked
from tests.factories.people import make_user
from tests.factories.term import make_term

SESSIONS, PEOPLE = 200, 4000


def addresses(cohort: Cohort) -> Iterator[tuple[str, str]]:
    """Who opens what: at the desk, and in the portal."""
    first = cohort.sessions.order_by("starts_at").first()
    assert first
    day = timezone.localdate(first.starts_at)
    week = f"?week={weeks.name(day)}"
    term = f"?first={day - timedelta(days=7)}&last={day + timedelta(days=60)}"
    enrollment = cohort.enrollments.first()
    assert enrollment
    yield "desk", reverse("courses_desk:term") + term
    yield "desk", reverse("courses_desk:week") + week
    yield "desk", reverse("courses_desk:week_sheet") + week
    yield "desk", reverse("session:index")
    yield "desk", reverse("cohort:index")
    yield "desk", reverse("cohort:inspect", args=[cohort.pk])
    yield "desk", reverse("event:index")
    yield "desk", reverse("minuteentry:index")
    yield "teacher", reverse("portal:week") + week
    yield "teacher", reverse("portal:classes")
    yield "teacher", reverse("portal:today")
    yield "teacher", reverse("attendance:register", args=[cohort.code])
    yield "teacher", reverse("attendance:roll", args=[first.code])
    yield "teacher", reverse("attendance:hours", args=[enrollment.code])


def most_queries(*, sessions: int, people: int, starts_on: date) -> tuple[int, str]:
    """The most that any of the pages costs over such a term, and which page it is."""
    teacher = make_user(role=Role.INSTRUCTOR, display_name="周护士长")
    registrar = make_user(role=Role.REGISTRAR, is_staff=True, display_name="吴教务")
    [cohort, *_others] = make_term(
        sessions=sessions, people=people, starts_on=starts_on, teacher=teacher
    )
    readers = {"desk": signed_in(registrar), "teacher": signed_in(teacher)}
    costs = [
        (_cost(readers[reader], address), address)
        for reader, address in addresses(cohort)
    ]
    return max(costs)


def _cost(client: Client, address: str) -> int:
    # What is read once a process and kept is no part of the page.
    client.get(address)
    with asked() as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries)


def term() -> Iterator[Figure]:
    today = timezone.localdate()
    found = []
    for part in (10, 1):
        with database_of_its_own():
            found.append(
                most_queries(
                    sessions=SESSIONS // part, people=PEOPLE // part, starts_on=today
                )
            )
    (tenth, _page), (whole, page) = found
    print(f"  {SESSIONS} evenings, {PEOPLE} people; {page}")
    yield Figure(
        "attendance.term_page_queries",
        whole,
        "queries",
        "a tenth of the term",
        tenth,
        # Under, not up to: what the school promised itself.
        most=MOST_QUERIES - 1,
        most_ratio=1,
    )
