"""Each source keeps its own word; which of them counts is a rule, not a choice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from school.people.models import Person, User
from school.wages import actions, refusals
from school.wages.evidence.rules import LEVELS, Level, Told, counting
from school.wages.models import WageRecord
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.wages import consent_to_wages, make_record

MORNING = datetime(2026, 11, 1, tzinfo=UTC)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def told(code: str, source: str = "self", **extra: Any) -> Told:
    start, end = extra.pop("days", OCTOBER)
    return Told(code, source, start, end, extra.pop("at", MORNING), **extra)


def codes(*records: Told) -> list[str]:
    return [one.code for one in counting(records)]


def test_every_source_has_its_level() -> None:
    assert set(LEVELS) == set(WageRecord.Source.values)
    assert sorted(LEVELS.values()) == list(Level)


def test_the_better_evidence_counts() -> None:
    sources = ["payslip", "self", "platform", "company"]
    assert codes(*(told(one, one) for one in sources)) == ["platform"]
    assert codes(told("self"), told("company", "company")) == ["company"]


def test_of_equals_the_later_counts() -> None:
    later = MORNING + timedelta(days=1)
    assert codes(told("new", at=later), told("old")) == ["new"]


def test_what_she_disputes_does_not_count_and_her_word_does() -> None:
    theirs = told("theirs", "company", is_disputed=True)
    assert codes(told("hers"), theirs) == ["hers"]
    assert codes(theirs) == []


def test_other_days_are_other_pay() -> None:
    before = (date(2026, 9, 1), date(2026, 9, 30))
    assert codes(told("b", days=before), told("a", "company")) == ["b", "a"]
    touching = (date(2026, 9, 15), date(2026, 10, 1))
    assert codes(told("b", days=touching), told("a", "company")) == ["a"]


def test_two_employers_are_two_kinds_of_work() -> None:
    one = told("one", "company", employer="华丽家政")
    other = told("other", "company", employer="别家", at=MORNING + timedelta(hours=1))
    assert codes(one, other) == ["one", "other"]
    assert codes(told("unnamed"), one, other) == ["one", "other"]


@pytest.fixture
def worker(trainee: Person) -> Person:
    consent_to_wages(trainee)
    return trainee


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["company", "payslip", "platform"])
def test_the_worker_does_not_rewrite_another_s_word(
    worker: Person, source: str
) -> None:
    record = make_record(worker, source=source)
    assert worker.user
    with pytest.raises(refusals.TheirWord):
        actions.correct_wage(record, pay=Pay(700_000, "month"), by=worker.user)
    client = signed_in(worker)
    page = reverse("wages:correct", args=[record.code])
    assert client.get(page).status_code == 404
    assert page not in client.get(reverse("wages:mine")).text


@pytest.mark.django_db
def test_an_officer_puts_a_payslip_right_but_no_company_s_word(
    worker: Person, outcomes_officer: User
) -> None:
    pay = Pay(700_000, "month")
    payslip = make_record(worker, source="payslip")
    assert actions.correct_wage(payslip, pay=pay, by=outcomes_officer).supersedes
    company = make_record(worker, source="company")
    with pytest.raises(refusals.TheirWord):
        actions.correct_wage(company, pay=pay, by=outcomes_officer)


@pytest.mark.django_db
def test_she_sees_how_well_each_is_evidenced(worker: Person) -> None:
    make_record(worker)
    make_record(worker, source="payslip")
    page = signed_in(worker).get(reverse("wages:mine")).text
    assert "本人自报，没有核对过（可信度1，最高4）" in page
    assert "看过工资条（可信度3，最高4）" in page
