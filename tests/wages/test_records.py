from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people import actions as people
from school.people.models import ConsentText, Person, User
from school.wages import actions, refusals
from school.wages.models import WageRecord
from school.wages.rules import Pay
from tests.factories.wages import consent_to_wages, make_record

pytestmark = pytest.mark.django_db

AUTUMN = (date(2026, 8, 1), date(2026, 10, 31))
PAY = Pay(620_000, "month")


@pytest.fixture
def worker(trainee: Person) -> Person:
    consent_to_wages(trainee)
    return trainee


def test_a_worker_records_her_own_pay(worker: Person) -> None:
    assert worker.user is not None
    record = actions.record_wage(worker, pay=PAY, period=AUTUMN, by=worker.user)
    record.refresh_from_db()
    assert record.pay() == PAY
    assert record.actor_label == "李春花"
    assert Entry.objects.filter(verb="wages.record").count() == 1


def test_the_journal_does_not_know_the_sum(worker: Person) -> None:
    actions.record_wage(worker, pay=PAY, period=AUTUMN, by=SYSTEM)
    entry = Entry.objects.get(verb="wages.record")
    kept = f"{entry.object_label} {entry.data} {entry.reason}"
    assert "6200" not in kept.replace(",", "")


@pytest.mark.parametrize("who", ["registrar", "auditor", "points_officer", "stranger"])
def test_others_record_nothing(
    worker: Person, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        actions.record_wage(
            worker, pay=PAY, period=AUTUMN, by=request.getfixturevalue(who)
        )


def test_the_outcomes_officer_may(worker: Person, outcomes_officer: User) -> None:
    record = actions.record_wage(
        worker,
        pay=PAY,
        period=AUTUMN,
        by=outcomes_officer,
        source=WageRecord.Source.PAYSLIP,
    )
    assert record.source == "payslip"


def test_without_consent_nothing_is_noted(trainee: Person) -> None:
    with pytest.raises(refusals.NoConsent):
        actions.record_wage(trainee, pay=PAY, period=AUTUMN, by=SYSTEM)


def test_after_consent_was_taken_back_nothing_more_is_noted(worker: Person) -> None:
    people.withdraw_consent(worker, purpose=ConsentText.Purpose.WAGES, by=SYSTEM)
    with pytest.raises(refusals.NoConsent):
        actions.record_wage(worker, pay=PAY, period=AUTUMN, by=SYSTEM)


@pytest.mark.parametrize("pay", [Pay(0, "month"), Pay(100, "day", 0)])
def test_nothing_is_not_pay(worker: Person, pay: Pay) -> None:
    with pytest.raises(refusals.NotASum):
        actions.record_wage(worker, pay=pay, period=AUTUMN, by=SYSTEM)


@pytest.mark.parametrize(
    "pay", [Pay(18_000, "day", 3_150), Pay(2_000, "hour", 80_000), Pay(1, "month", 200)]
)
def test_a_month_holds_only_so_many(worker: Person, pay: Pay) -> None:
    with pytest.raises(refusals.TooMany):
        actions.record_wage(worker, pay=pay, period=AUTUMN, by=SYSTEM)


def test_a_period_goes_forwards_and_has_passed(worker: Person) -> None:
    today = timezone.localdate()
    with pytest.raises(refusals.PeriodBackwards):
        actions.record_wage(worker, pay=PAY, period=AUTUMN[::-1], by=SYSTEM)
    with pytest.raises(refusals.PeriodNotOver):
        actions.record_wage(
            worker, pay=PAY, period=(today, today + timedelta(days=1)), by=SYSTEM
        )
    assert not WageRecord.objects.exists()


def test_a_correction_takes_the_place_and_keeps_what_was_said(worker: Person) -> None:
    wrong = make_record(worker, 600)
    right = actions.correct_wage(wrong, pay=PAY, by=SYSTEM)
    assert list(WageRecord.objects.standing()) == [right]
    assert (right.period_start, right.period_end) == (
        wrong.period_start,
        wrong.period_end,
    )
    wrong.refresh_from_db()
    assert wrong.amount_fen == 60_000


def test_what_was_corrected_is_not_corrected_again(worker: Person) -> None:
    wrong = make_record(worker)
    actions.correct_wage(wrong, pay=PAY, by=SYSTEM)
    with pytest.raises(refusals.AlreadyCorrected):
        actions.correct_wage(wrong, pay=PAY, by=SYSTEM)
    assert WageRecord.objects.count() == 2


def test_a_stranger_corrects_nothing(worker: Person, classmate: Person) -> None:
    record = make_record(worker)
    assert classmate.user is not None
    with pytest.raises(NotPermitted):
        actions.correct_wage(record, pay=PAY, by=classmate.user)


def test_without_consent_nothing_is_corrected(worker: Person) -> None:
    record = make_record(worker)
    people.withdraw_consent(worker, purpose=ConsentText.Purpose.WAGES, by=SYSTEM)
    with pytest.raises(refusals.NoConsent):
        actions.correct_wage(record, pay=PAY, by=SYSTEM)


def test_the_database_itself_refuses_to_edit_a_record(worker: Person) -> None:
    make_record(worker)
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE wages_wagerecord SET amount_fen = 1")


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        (Pay(620_000, "month"), "每月 ¥6,200"),
        (Pay(980_050, "26_day"), "每 26 天 ¥9,800.50"),
        (Pay(18_000, "day", 2_250), "每天 ¥180，一个月 22.5 天"),
        (Pay(2_000, "hour", 20_000), "每小时 ¥20，一个月 200 小时"),
    ],
)
def test_a_record_reads_as_people_say_it(worker: Person, pay: Pay, words: str) -> None:
    record = actions.record_wage(worker, pay=pay, period=AUTUMN, by=SYSTEM)
    assert record.sum_in_words == words
