"""Most of what is tested here begins with an edition, a class under assessment, or a trainee."""

import pytest

from school.assessment import actions
from school.assessment.models import Marking, Practical, PracticalStation
from school.courses.models import Cohort, Edition
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from tests.factories.assessment import add_examiner, make_assessing_cohort, markings_of
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.moderating import differ


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_assessing_cohort()


@pytest.fixture
def enrollment(cohort: Cohort, trainee: Person) -> Enrollment:
    return make_enrollment(cohort, trainee)


@pytest.fixture
def practical(enrollment: Enrollment, registrar: User) -> Practical:
    return actions.open_practical(enrollment, by=registrar)


@pytest.fixture
def sheet(practical: Practical) -> Marking:
    return markings_of(practical)[0]


@pytest.fixture
def chief(cohort: Cohort) -> User:
    """Another examiner than those who mark."""
    return add_examiner(cohort, "林考评员")


@pytest.fixture
def place(practical: Practical) -> PracticalStation:
    """Its examiners differ by 50 points, and the class has nobody else."""
    return differ(practical)


@pytest.fixture
def moderator(place: PracticalStation, cohort: Cohort) -> User:
    return add_examiner(cohort, "林考评长")


@pytest.fixture
def moderation(place: PracticalStation, moderator: User, registrar: User) -> Marking:
    return actions.call_moderator(place, examiner=moderator, by=registrar)
