from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from school.enrollment import signals
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people import actions as people
from school.people.models import ConsentText, Person, User
from school.wages import actions, refusals, tasks
from school.wages.models import FollowUp, WageRecord
from school.wages.rules import Pay
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.wages import consent_to_wages, make_follow_up

pytestmark = pytest.mark.django_db

PAY = Pay(700_000, "month")
EMPLOYED, IDLE = FollowUp.Employment.EMPLOYED, FollowUp.Employment.NOT_EMPLOYED
# Late on 31 August by the school's clock, when it is still the same day in UTC.
DONE = datetime.fromisoformat("2026-08-31T21:25+08:00")


@pytest.fixture
def enrollment(trainee: Person) -> Enrollment:
    consent_to_wages(trainee)
    return make_enrollment(make_cohort(sessions=False), trainee)


@pytest.fixture
def due(enrollment: Enrollment) -> FollowUp:
    return make_follow_up(enrollment)


def complete(enrollment: Enrollment) -> None:
    signals.completed.send(sender=Enrollment, enrollment=enrollment, by=SYSTEM, at=DONE)


def test_completing_puts_down_three_questions(enrollment: Enrollment) -> None:
    complete(enrollment)
    assert list(FollowUp.objects.values_list("months", "due_on", "status")) == [
        (3, date(2026, 11, 30), "scheduled"),
        (6, date(2027, 2, 28), "scheduled"),
        (12, date(2027, 8, 31), "scheduled"),
    ]


def test_completing_twice_adds_none(enrollment: Enrollment) -> None:
    complete(enrollment)
    complete(enrollment)
    assert FollowUp.objects.count() == 3


def test_the_worker_answers_with_her_pay(due: FollowUp) -> None:
    person = due.enrollment.person
    assert person.user is not None
    actions.answer_follow_up(due, employment=EMPLOYED, pay=PAY, by=person.user)
    due.refresh_from_db()
    assert (due.status, due.employment) == ("answered", "employed")
    assert due.record is not None
    assert (due.record.pay(), due.record.purpose) == (PAY, "follow_up")


def test_in_work_without_telling_the_pay_is_an_answer(due: FollowUp) -> None:
    actions.answer_follow_up(due, employment=EMPLOYED, by=SYSTEM)
    due.refresh_from_db()
    assert (due.employment, due.record) == ("employed", None)


def test_out_of_work_is_an_answer(due: FollowUp) -> None:
    actions.answer_follow_up(due, employment=IDLE, by=SYSTEM)
    due.refresh_from_db()
    assert (due.status, due.employment) == ("answered", "not_employed")


def test_out_of_work_has_no_pay(due: FollowUp) -> None:
    with pytest.raises(refusals.NoPayOutOfWork):
        actions.answer_follow_up(due, employment=IDLE, pay=PAY, by=SYSTEM)
    assert not WageRecord.objects.exists()


def test_it_is_answered_once(due: FollowUp) -> None:
    stale = FollowUp.objects.get(pk=due.pk)
    actions.answer_follow_up(due, employment=IDLE, by=SYSTEM)
    with pytest.raises(refusals.AlreadyAnswered):
        actions.answer_follow_up(due, employment=EMPLOYED, by=SYSTEM)
    with pytest.raises(refusals.AlreadyAnswered):
        actions.answer_follow_up(stale, employment=EMPLOYED, pay=PAY, by=SYSTEM)
    assert FollowUp.objects.get().employment == "not_employed"
    assert not WageRecord.objects.exists()


def test_it_is_not_answered_before_its_day(enrollment: Enrollment) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    early = make_follow_up(enrollment, due_on=tomorrow)
    with pytest.raises(refusals.NotDueYet):
        actions.answer_follow_up(early, employment=EMPLOYED, by=SYSTEM)


def test_once_the_next_is_due_the_one_before_stays_unknown(
    due: FollowUp, enrollment: Enrollment
) -> None:
    make_follow_up(enrollment, months=6)
    with pytest.raises(refusals.PassedBy):
        actions.answer_follow_up(due, employment=EMPLOYED, by=SYSTEM)


def test_without_consent_it_stays_unknown(due: FollowUp) -> None:
    people.withdraw_consent(
        due.enrollment.person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM
    )
    with pytest.raises(refusals.NoConsent):
        actions.answer_follow_up(due, employment=EMPLOYED, by=SYSTEM)


@pytest.mark.parametrize("who", ["registrar", "auditor", "stranger"])
def test_nobody_else_answers_for_her(
    due: FollowUp, who: str, request: pytest.FixtureRequest
) -> None:
    user: User = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        actions.answer_follow_up(due, employment=EMPLOYED, by=user)


def test_the_outcomes_officer_enters_what_she_says_on_the_phone(
    due: FollowUp, outcomes_officer: User
) -> None:
    actions.answer_follow_up(due, employment=EMPLOYED, pay=PAY, by=outcomes_officer)
    record = WageRecord.objects.get()
    assert (record.actor_label, record.source) == ("郑就业", "self")


def test_a_corrected_sum_is_that_of_the_answer(due: FollowUp) -> None:
    actions.answer_follow_up(
        due, employment=EMPLOYED, pay=Pay(70_000, "month"), by=SYSTEM
    )
    actions.correct_wage(WageRecord.objects.get(), pay=PAY, by=SYSTEM)
    due.refresh_from_db()
    assert due.record is not None
    assert due.record.pay() == PAY


def test_what_is_due_is_told_once(due: FollowUp) -> None:
    assert tasks.tell_due_follow_ups() == 1
    assert tasks.tell_due_follow_ups() == 0
    notice = Notice.objects.get()
    assert (notice.kind, notice.person) == ("follow_up_due", due.enrollment.person)
    assert due.code in notice.link


def test_what_is_not_due_answered_or_passed_is_not_told(
    enrollment: Enrollment, classmate: Person
) -> None:
    consent_to_wages(classmate)
    today = timezone.localdate()
    make_follow_up(enrollment, months=12, due_on=today + timedelta(days=1))
    other = make_enrollment(enrollment.cohort, classmate)
    make_follow_up(other, months=3, due_on=today - timedelta(days=90))
    passed_by = make_follow_up(other, months=6)
    actions.answer_follow_up(passed_by, employment=IDLE, by=SYSTEM)
    assert tasks.tell_due_follow_ups() == 0


def test_who_has_not_agreed_is_left_in_peace(due: FollowUp) -> None:
    people.withdraw_consent(
        due.enrollment.person, purpose=ConsentText.Purpose.WAGES, by=SYSTEM
    )
    assert tasks.tell_due_follow_ups() == 0
