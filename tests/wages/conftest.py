from datetime import timedelta

import pytest
from django.utils import timezone

from school.courses.models import Cohort
from school.people.models import Person
from school.wages.models import FollowUp
from school.wages.rules import add_months
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages, make_follow_up
from tests.factories.waited import make_waited


@pytest.fixture
def due(trainee: Person) -> FollowUp:
    consent_to_wages(trainee)
    return make_follow_up(make_enrollment(make_cohort(sessions=False), trainee))


@pytest.fixture
def half_year_ago() -> Cohort:
    """It began half a year ago today."""
    began = add_months(timezone.localdate(), -6)
    # Of the last days of a month the day half a year later may be one before.
    while add_months(began, 6) > timezone.localdate():
        began -= timedelta(days=1)
    return make_cohort(sessions=False, starts_on=began, seats=1)


@pytest.fixture
def waited(half_year_ago: Cohort, trainee: Person) -> FollowUp:
    return make_waited(half_year_ago, trainee)
