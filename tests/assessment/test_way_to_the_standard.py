"""A wrong answer and a station with lost points name the service standard behind them."""

import pytest
from django.urls import reverse

from school.assessment import actions
from school.assessment.models import Question
from school.courses.models import Edition
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.assessment import (
    credit_all,
    make_assessing_cohort,
    sit_exam,
    take_practical,
)
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.pages import make_standard

pytestmark = pytest.mark.django_db

ADDRESS = 'href="/standard/STD16/"'


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    standard = make_standard(16)
    edition = make_edition(status=Edition.Status.DRAFT)
    edition.stations.first().standards.add(standard)
    edition.status = Edition.Status.PUBLISHED
    edition.save(update_fields=["status"])
    enrollment = make_enrollment(make_assessing_cohort(edition=edition), trainee)
    Question.objects.update(standard=standard)
    return enrollment


def test_every_reviewed_question_leads_to_its_standard(
    enrollment: Enrollment, trainee: Person
) -> None:
    attempt = sit_exam(enrollment, right=1)
    page = signed_in(trainee).get(reverse("assessment:attempt", args=[attempt.code]))
    assert page.content.decode().count(ADDRESS) == 4


def test_a_station_with_lost_points_leads_to_its_standards(
    enrollment: Enrollment, trainee: Person, registrar: User
) -> None:
    credit_all(enrollment)
    sit_exam(enrollment)
    take_practical(enrollment, points=37)
    actions.release(enrollment.cohort, by=registrar)
    page = signed_in(trainee).get(reverse("assessment:result", args=[enrollment.code]))
    assert page.content.decode().count(ADDRESS) == 1
