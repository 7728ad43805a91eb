from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses.models import Cohort, Duty, Session
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from tests.factories.attendance import hold_tonight
from tests.factories.courses import assign, make_cohort
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def class_(db: None) -> Cohort:
    return make_cohort(starts_on=timezone.localdate(), seats=40)


@pytest.fixture
def evening(class_: Cohort) -> Session:
    """Begun two hours and twenty minutes ago: there is something to sign in to and out of."""
    return hold_tonight(class_, begun=timedelta(minutes=140))


@pytest.fixture
def doorkeeper(class_: Cohort, assistant: User) -> User:
    assign(class_, assistant, Duty.Kind.ASSISTANT)
    return assistant


@pytest.fixture
def place(class_: Cohort, trainee: Person) -> Enrollment:
    return make_enrollment(class_, trainee)
