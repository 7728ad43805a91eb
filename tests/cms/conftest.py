import pytest

from cms.models import LessonPage
from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.people.models import Person
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import make_lesson_pages


@pytest.fixture
def edition(db: None) -> Edition:
    return make_edition()


@pytest.fixture
def page(edition: Edition) -> LessonPage:
    """The first lesson; every lesson of the edition has its page."""
    return make_lesson_pages(edition)[0]


@pytest.fixture
def enrollment(edition: Edition, trainee: Person) -> Enrollment:
    return make_enrollment(make_cohort(edition=edition), trainee)
