"""Points for papers of other bodies, health certificates and lessons."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.certificates.external.actions import confirm_external, refuse_external
from school.certificates.models import ExternalCertificate
from school.journal.actors import SYSTEM
from school.learning.actions import complete_lesson, record_checks
from school.people.actions import record_health_check
from school.people.models import HealthCheck, Person, User
from school.points.models import Posting
from school.points.sources import receivers, tasks
from tests.factories.courses import make_cohort, make_edition
from tests.factories.enrollment import make_enrollment
from tests.factories.external import make_external
from tests.factories.points import deltas, make_monthly_rule, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As though the worker had nothing else to do."""
    monkeypatch.setattr(receivers, "enqueue", lambda task, pk: task(pk))


@pytest.fixture
def external(trainee: Person) -> ExternalCertificate:
    make_rule("T06", delta=30, cap_period="per_certificate", cap_points=30)
    return make_external(trainee)


def test_a_confirmed_certificate_gives_its_points(external, trainee, registrar) -> None:
    assert deltas(trainee) == []
    confirm_external(external, by=registrar)
    assert deltas(trainee) == [30]
    posting = Posting.objects.get()
    assert (posting.source_id, posting.reason) == (external.code, "养老护理员")


def test_a_refused_one_gives_none(external, trainee, registrar) -> None:
    refuse_external(external, by=registrar, reason="查不到")
    tasks.settle_everybody()
    assert deltas(trainee) == []


def test_one_that_names_no_level_gives_none(trainee, registrar) -> None:
    make_rule("T06", delta=30, cap_period="per_certificate", cap_points=30)
    other = make_external(trainee, kind="training", level="")
    confirm_external(other, by=registrar)
    assert deltas(trainee) == []


def shown(person: Person, registrar: User, *, ago: int, holds: int) -> HealthCheck:
    now = timezone.now() - timedelta(days=ago)
    until = timezone.localdate(now) + timedelta(days=holds)
    return record_health_check(
        person, kind="basic", expires_on=until, by=registrar, at=now
    )


def test_a_health_check_renewed_in_time_gives_points(trainee, registrar) -> None:
    make_rule("I02", delta=5, cap_period="year", cap_points=5, cap_times=1)
    shown(trainee, registrar, ago=300, holds=365)
    assert deltas(trainee) == []
    shown(trainee, registrar, ago=0, holds=365)
    assert deltas(trainee) == [5]


def test_one_that_had_run_out_gives_none(trainee, registrar) -> None:
    make_rule("I02", delta=5, cap_period="year", cap_points=5, cap_times=1)
    shown(trainee, registrar, ago=300, holds=299)
    shown(trainee, registrar, ago=0, holds=365)
    assert deltas(trainee) == []


def test_a_lesson_done_with_every_answer_right_gives_a_point(trainee) -> None:
    make_monthly_rule("T07", delta=1, cap_points=8)
    enrollment = make_enrollment(make_cohort(), trainee)
    lesson = enrollment.cohort.edition.modules.first().lessons.first()
    now = timezone.now()
    record_checks(trainee, lesson=lesson, right=1, total=2, at=now)
    complete_lesson(trainee, lesson=lesson, has_checks=True, by=SYSTEM, at=now)
    assert deltas(trainee) == []
    record_checks(trainee, lesson=lesson, right=2, total=2, at=now)
    complete_lesson(trainee, lesson=lesson, has_checks=True, by=SYSTEM, at=now)
    assert deltas(trainee) == [1]
    assert Posting.objects.get().reason == lesson.title_zh


def test_a_lesson_that_counts_for_hours_is_no_short_lesson(trainee) -> None:
    make_monthly_rule("T07", delta=1, cap_points=8)
    edition = make_edition(online_minutes_max=45)
    enrollment = make_enrollment(make_cohort(edition=edition), trainee)
    lesson = enrollment.cohort.edition.modules.first().lessons.first()
    now = timezone.now()
    record_checks(trainee, lesson=lesson, right=2, total=2, at=now)
    complete_lesson(trainee, lesson=lesson, has_checks=True, by=SYSTEM, at=now)
    tasks.settle_everybody()
    assert deltas(trainee) == []
