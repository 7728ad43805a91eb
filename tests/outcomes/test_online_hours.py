"""Lessons that count as hours: in the decision, and apart from the evenings in the papers."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from school.assessment.evidence import standing_of
from school.assessment.reports import report_on
from school.courses.models import Lesson
from school.enrollment.models import Enrollment
from school.learning.actions import record_reading_time
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.grounds import grounds_of
from school.outcomes.dossier.trainee_papers import attendance
from school.people.models import Person
from tests.cast import signed_in
from tests.factories.assessment import credit_all
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.learning import make_noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    """Two evenings of 135 minutes, and 5 minutes of a lesson."""
    now = timezone.now()
    cohort = make_cohort(edition=make_edition(online_minutes_max=45))
    enrollment = make_enrollment(cohort, trainee, applied_at=now - timedelta(days=9))
    credit_all(enrollment, evenings=2)
    lesson = Lesson.objects.select_related("module").first()
    assert lesson
    noted = make_noted(lesson, now - timedelta(hours=1), seconds=300)
    record_reading_time(trainee, noted=[noted], sent_at=now, at=now)
    return enrollment


def test_the_decision_counts_evenings_and_lessons(enrollment: Enrollment) -> None:
    assert standing_of(enrollment).minutes_credited == 275
    hours = report_on(enrollment).hours
    assert (hours.evenings, hours.online, hours.total) == (270, 5, 275)


def test_the_papers_tell_them_apart(enrollment: Enrollment) -> None:
    facts = gather(enrollment.cohort_id)
    with translation.override("zh-hans"):
        *_evenings, table = attendance(facts).tables
    assert table.title == "到课与读课"
    assert list(table.rows[0])[2:] == [6, Decimal("0.1"), Decimal("6.1")]
    ground = {one.ledger: one for one in grounds_of(facts)}["learning.readingtime"]
    assert ground.rows == 1


def test_the_pages_tell_them_apart(enrollment: Enrollment, trainee: Person) -> None:
    client = signed_in(trainee)
    for path in (
        "/study/courses/",
        f"/attendance/hours/{enrollment.code}/",
        f"/lessons/courses/{enrollment.code}/",
    ):
        assert "读课最多计 1 学时" in client.get(path).content.decode()
