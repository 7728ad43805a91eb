"""Two hundred people apply over real HTTP, from sixteen processes, for thirty seats."""

import pytest
from django.db import connection

from school.enrollment.models import Enrollment
from school.notices.models import Notice
from tests import crowd
from tests.databases import environment
from tests.factories.courses import make_cohort, make_edition

SEATS, PEOPLE = 30, 200
Status = Enrollment.Status


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_thirty_seats_go_to_thirty_of_two_hundred() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one process write at a time; this needs PostgreSQL")
    cohort = make_cohort(seats=SEATS, edition=make_edition(class_size_max=SEATS))
    cookies = crowd.sessions(PEOPLE)
    with crowd.site(environment()) as port:
        rush = crowd.rush(port, cookies, cohort)
    assert rush.answers == {302: PEOPLE}
    applied = Enrollment.objects.filter(cohort=cohort)
    assert applied.filter(status=Status.ENROLLED).count() == SEATS
    waiting = applied.filter(status=Status.WAITLISTED).order_by("queue_number")
    numbers = list(waiting.values_list("queue_number", flat=True))
    assert numbers == list(range(1, PEOPLE - SEATS + 1))
    assert applied.count() == PEOPLE
    told = Notice.objects.filter(kind__in=["enrolled", "waitlisted"])
    assert told.values("person").distinct().count() == PEOPLE
