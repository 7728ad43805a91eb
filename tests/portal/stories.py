"""Somebody with a story, and what of it is told to whom."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from school.attendance import actions as attendance
from school.attendance.models import Event
from school.certificates import actions as certificates
from school.certificates import tasks
from school.certificates.models import Certificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.people.models import Person, User
from school.people.roles import Role
from school.points import actions as points
from school.points.models import Posting
from school.portal.story.timeline import Line, page_of, read_by
from tests.cast import signed_in
from tests.factories.attendance import hold_tonight
from tests.factories.certificates import make_result
from tests.factories.courses import make_cohort
from tests.factories.enrollment import apply_for
from tests.factories.people import make_user
from tests.factories.points import make_monthly_rule


def address(person: Person) -> str:
    return reverse("portal_desk:person", args=[person.code])


def client_of(role: Role) -> Client:
    return signed_in(make_user(role=role))


def lines(person: Person, user: User, **asked_for: str) -> list[Line]:
    """The newest first."""
    page = page_of(person, user, read_by(user, person), **asked_for)
    return [line for _day, found in page.days for line in found]


def verbs(person: Person, user: User, **asked_for: str) -> list[str]:
    return [line.entry.verb for line in lines(person, user, **asked_for)]


def note(person: Person, verb: str = "people.set_town", **extra: Any) -> Entry:
    return journal.record(by=SYSTEM, verb=verb, on=extra.pop("on", person), **extra)


def walk(person: Person, registrar: User) -> Certificate:
    """Enrols, attends, is certified, has points: each by the verb that really does it."""
    cohort = make_cohort(seats=1)
    place = apply_for(cohort, person, by=registrar)
    session = hold_tonight(cohort, begun=timedelta(hours=1))
    attendance.note(session, enrollment=place, kind=Event.Kind.ARRIVED, by=registrar)
    Cohort.objects.filter(pk=cohort.pk).update(status=Cohort.Status.ASSESSING)
    make_result(place)
    Enrollment.objects.filter(pk=place.pk).update(status=Enrollment.Status.COMPLETED)
    cohort.refresh_from_db()
    tasks.print_batch(certificates.issue(cohort, by=registrar).pk)
    points.award(
        person,
        rule_code=make_monthly_rule().code,
        source_type="desk",
        source_id="1",
        by=SYSTEM,
    )
    return place.certificates.get()


def award(person: Person) -> Posting:
    return points.award(
        person,
        rule_code=make_monthly_rule().code,
        source_type="desk",
        source_id="2",
        by=SYSTEM,
    )
