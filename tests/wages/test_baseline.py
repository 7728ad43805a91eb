from datetime import date, datetime

import pytest

from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.wages import actions, refusals
from school.wages.models import Baseline, WageRecord
from school.wages.rules import Pay
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages

pytestmark = pytest.mark.django_db

PAY = Pay(520_000, "month")


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    return make_enrollment(
        make_cohort(sessions=False),
        trainee,
        enrolled_at=datetime.fromisoformat("2026-11-21T09:00+08:00"),
    )


@pytest.fixture
def agreed(enrollment: Enrollment) -> Enrollment:
    consent_to_wages(enrollment.person)
    return enrollment


def test_the_pay_of_the_three_months_before_is_noted(agreed: Enrollment) -> None:
    assert agreed.person.user is not None
    baseline = actions.tell_baseline(agreed, pay=PAY, by=agreed.person.user)
    record = baseline.record
    assert record is not None
    assert (record.period_start, record.period_end) == (
        date(2026, 8, 21),
        date(2026, 11, 20),
    )
    assert (record.purpose, record.pay(), baseline.answer) == ("baseline", PAY, "told")


def test_told_again_it_is_corrected(agreed: Enrollment) -> None:
    actions.tell_baseline(agreed, pay=Pay(52_000, "month"), by=SYSTEM)
    baseline = actions.tell_baseline(agreed, pay=PAY, by=SYSTEM)
    assert baseline.record is not None
    assert baseline.record.amount_fen == 520_000
    assert baseline.record.supersedes is not None
    assert WageRecord.objects.count() == 2


def test_no_work_is_an_answer_without_a_sum(agreed: Enrollment) -> None:
    baseline = actions.note_no_work(agreed, by=SYSTEM)
    assert (baseline.answer, baseline.record) == ("no_work", None)


def test_declining_is_remembered_and_needs_no_consent(enrollment: Enrollment) -> None:
    actions.decline_baseline(enrollment, by=SYSTEM)
    assert Baseline.objects.get().answer == "declined"


def test_one_may_change_ones_mind(agreed: Enrollment) -> None:
    actions.decline_baseline(agreed, by=SYSTEM)
    actions.tell_baseline(agreed, pay=PAY, by=SYSTEM)
    assert Baseline.objects.get().answer == "told"
    actions.decline_baseline(agreed, by=SYSTEM)
    baseline = Baseline.objects.get()
    assert (baseline.answer, baseline.record) == ("declined", None)


@pytest.mark.parametrize("verb", ["tell", "no_work"])
def test_without_consent_nothing_is_told(enrollment: Enrollment, verb: str) -> None:
    with pytest.raises(refusals.NoConsent):
        if verb == "tell":
            actions.tell_baseline(enrollment, pay=PAY, by=SYSTEM)
        else:
            actions.note_no_work(enrollment, by=SYSTEM)
    assert not Baseline.objects.exists()


@pytest.mark.parametrize("status", ["completed", "not_completed", "withdrawn"])
def test_after_the_course_it_is_not_asked_any_more(
    agreed: Enrollment, status: str
) -> None:
    Enrollment.objects.filter(pk=agreed.pk).update(status=status)
    agreed.refresh_from_db()
    with pytest.raises(refusals.BaselineClosed):
        actions.tell_baseline(agreed, pay=PAY, by=SYSTEM)
    with pytest.raises(refusals.BaselineClosed):
        actions.decline_baseline(agreed, by=SYSTEM)


@pytest.mark.parametrize("who", ["registrar", "auditor", "stranger"])
def test_nobody_else_answers_for_her(
    agreed: Enrollment, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        actions.tell_baseline(agreed, pay=PAY, by=user)
    with pytest.raises(NotPermitted):
        actions.note_no_work(agreed, by=user)
    with pytest.raises(NotPermitted):
        actions.decline_baseline(agreed, by=user)
