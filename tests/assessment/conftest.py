"""Most of what is tested here begins with an edition, a class under assessment, or a trainee."""

import pytest

from school.courses.models import Cohort, Edition
from school.enrollment.models import Enrollment
from school.people.models import Person
from tests.factories.assessment import make_assessing_cohort
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_assessing_cohort()


@pytest.fixture
def enrollment(cohort: Cohort, trainee: Person) -> Enrollment:
    return make_enrollment(cohort, trainee)
