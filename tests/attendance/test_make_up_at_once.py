"""An evening and its make-up are noted at the same moment; it counts once all the same."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from school.attendance import actions as roll
from school.attendance.models import Event
from school.courses.models import Session
from school.enrollment.models import Enrollment
from school.people.models import User
from tests.factories.attendance import EVENING, hold_tonight, minutes
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

# As long as the second has to be kept waiting to be sure that it waits.
PATIENCE = 1


@pytest.mark.django_db(transaction=True)
def test_both_times_of_an_evening_noted_at_once_count_once(trainee, registrar) -> None:
    cohort = make_cohort(seats=5)
    first = hold_tonight(cohort, begun=timedelta(hours=6))
    again = Session.objects.create(
        cohort=cohort,
        evening=first.evening,
        makes_up=first,
        venue=first.venue,
        starts_at=first.starts_at + timedelta(hours=3),
        ends_at=first.starts_at + timedelta(hours=3) + EVENING,
    )
    one = make_enrollment(cohort, trainee)
    stays(first, one, registrar, Event.Kind.ARRIVED)
    stays(again, one, registrar, Event.Kind.ARRIVED)

    def elsewhere() -> None:
        try:
            stays(again, one, registrar, Event.Kind.LEFT)
        finally:
            connection.close()

    other = threading.Thread(target=elsewhere)
    with transaction.atomic():
        stays(first, one, registrar, Event.Kind.LEFT)
        other.start()
        other.join(PATIENCE)
    other.join()
    assert Event.objects.filter(kind=Event.Kind.LEFT).count() == 2
    assert minutes(one) == first.evening.minutes


def stays(session: Session, one: Enrollment, by: User, kind: Event.Kind) -> None:
    at = session.ends_at if kind == Event.Kind.LEFT else session.starts_at
    roll.note(session, enrollment=one, kind=kind, by=by, at=at, reason="补记")
