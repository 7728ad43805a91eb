"""Points for an excellent first attempt, and what later marks do to them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from school.assessment import actions
from school.assessment.models import Attempt, ItemMark, Practical
from school.courses import signals as courses
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.people.models import Person, User
from school.points.models import Posting
from school.points.sources import receivers, tasks
from tests.factories.assessment import (
    add_examiner,
    credit_all,
    make_assessing_cohort,
    make_candidate,
    sit_exam,
    take_practical,
)
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.sources import make_result_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(db: None) -> Cohort:
    make_result_rules()
    return make_assessing_cohort()


@pytest.fixture
def enrollment(cohort: Cohort, trainee: Person) -> Enrollment:
    enrollment = make_enrollment(cohort, trainee)
    credit_all(enrollment)
    return enrollment


def given(person: Person) -> dict[str, int]:
    tasks.settle_person(person.pk)
    found: dict[str, int] = {}
    for posting in Posting.objects.filter(person=person):
        found[posting.rule_code] = found.get(posting.rule_code, 0) + posting.points
    return found


def test_ninety_at_the_first_attempt_gives_its_points_once_released(
    enrollment, trainee, registrar
) -> None:
    sit_exam(enrollment)
    take_practical(enrollment, points=45)
    assert given(trainee) == {}
    actions.release(enrollment.cohort, by=registrar)
    assert given(trainee) == given(trainee) == {"T03": 5, "T04": 8}
    course = enrollment.cohort.edition.course.code
    theory = Posting.objects.get(rule_code="T03")
    assert (theory.source_type, theory.source_id) == ("course", course)


def test_less_than_ninety_gives_none(enrollment, trainee, registrar) -> None:
    sit_exam(enrollment, right=3)
    take_practical(enrollment, points=44)
    actions.release(enrollment.cohort, by=registrar)
    assert given(trainee) == {}


def test_the_second_attempt_is_not_the_first(enrollment, trainee, registrar) -> None:
    now = timezone.now()
    sit_exam(enrollment, right=1, at=now - timedelta(days=3))
    sit_exam(enrollment, at=now - timedelta(days=1))
    take_practical(enrollment)
    actions.release(enrollment.cohort, by=registrar)
    assert given(trainee) == {}


def test_a_mark_that_is_corrected_gives_and_takes(
    enrollment, trainee, registrar
) -> None:
    sit_exam(enrollment)
    take_practical(enrollment, points=45)
    actions.release(enrollment.cohort, by=registrar)
    assert given(trainee) == {"T03": 5, "T04": 8}
    Attempt.objects.update(points=80)
    assert given(trainee) == {"T03": 0, "T04": 8}
    Attempt.objects.update(points=95)
    assert given(trainee) == {"T03": 5, "T04": 8}
    assert Posting.objects.filter(rule_code="T03").count() == 3


def test_what_an_appeal_raises_to_ninety_gives_points(
    enrollment, trainee, registrar
) -> None:
    sit_exam(enrollment, right=3)
    practical = take_practical(enrollment, points=44)
    actions.release(enrollment.cohort, by=registrar)
    for mark in ItemMark.objects.filter(
        marking__practical_station__practical=practical
    ):
        ItemMark.objects.create(
            marking=mark.marking, item=mark.item, points=46, at=timezone.now()
        )
    assert given(trainee) == {"T04": 8}


def test_the_course_gives_them_once_however_often_it_is_taken(
    enrollment, trainee, registrar
) -> None:
    sit_exam(enrollment, right=3)
    take_practical(enrollment, points=44)
    actions.release(enrollment.cohort, by=registrar)
    again = make_cohort(
        edition=enrollment.cohort.edition,
        status=Cohort.Status.ASSESSING,
        name="第二班",
    )
    for name in ("韩考评员", "杨考评员"):
        add_examiner(again, name)
    second = make_enrollment(again, trainee)
    credit_all(second)
    sit_exam(second)
    take_practical(second)
    actions.release(again, by=registrar)
    assert Practical.objects.filter(status="released").count() == 2
    assert given(trainee) == {}


def test_releasing_and_closing_a_class_have_it_settled(
    cohort: Cohort, registrar: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[tuple[object, int]] = []
    monkeypatch.setattr(receivers, "enqueue", lambda *told: queued.append(told))
    candidate = make_candidate(cohort)
    actions.release(cohort, by=registrar)
    assert queued == [(tasks.settle_person, candidate.person_id)]
    courses.cohort_completed.send(sender=Cohort, cohort=cohort, at=timezone.now())
    session = cohort.sessions.first()
    courses.session_changed.send(
        sender=Session,
        session=session,
        by=registrar,
        at=session.starts_at,
        reason="",
        moved=None,
    )
    assert queued[1:] == [(tasks.settle_class, cohort.pk)] * 2
