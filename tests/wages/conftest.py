import pytest

from school.people.models import Person
from school.wages.models import FollowUp
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages, make_follow_up


@pytest.fixture
def due(trainee: Person) -> FollowUp:
    consent_to_wages(trainee)
    return make_follow_up(make_enrollment(make_cohort(sessions=False), trainee))
