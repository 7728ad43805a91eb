from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.people.models import Person
from tests.factories.attendance import hold_tonight
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(starts_on=timezone.localdate(), seats=40)


@pytest.fixture
def session(cohort: Cohort) -> Session:
    """Tonight's evening, just ended."""
    return hold_tonight(cohort, begun=timedelta(minutes=146))


@pytest.fixture
def enrollment(cohort: Cohort, trainee: Person) -> Enrollment:
    return make_enrollment(cohort, trainee)
