"""Who may report whose pay, and what of it others learn."""

import pytest

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people import actions as people
from school.people.models import Company, CompanyContact, Person, User
from school.wages.models import WageRecord
from school.wages.uploads import actions, tasks
from tests.factories.pay_tables import (
    checked,
    let_report,
    make_contact,
    make_worker,
    month,
    outcomes,
    row,
    taken,
)
from tests.factories.people import make_company

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db: None) -> Company:
    return make_company("华丽家政")


@pytest.fixture
def contact(company: Company) -> User:
    return make_contact(company)


@pytest.fixture
def worker(company: Company) -> Person:
    return make_worker("李春花", company)


@pytest.mark.parametrize("purpose", ["wages", "company_pay"])
def test_without_either_consent_nobody_is_named_or_noted(
    company: Company, contact: User, worker: Person, purpose: str
) -> None:
    upload = actions.take_upload(checked(company, [row(worker)], contact), by=contact)
    people.withdraw_consent(worker, purpose=purpose, by=worker.user or SYSTEM)
    tasks.take_upload(upload.pk)
    assert not WageRecord.objects.exists()
    assert outcomes(upload) == {2: ("refused", ["unknown_worker"])}


def test_consent_ends_with_the_company(company: Company, worker: Person) -> None:
    people.choose_company(worker, company=make_company("别家"), by=SYSTEM)
    assert not worker.has_consented("company_pay")
    assert worker.has_consented("wages")


def test_who_may_not(
    company: Company, contact: User, worker: Person, registrar: User, auditor: User
) -> None:
    upload = checked(company, [row(worker)], contact)
    stranger = make_contact(make_company("别家"))
    for by in (stranger, registrar, auditor, worker.user):
        assert by
        for verb in (
            lambda by=by: checked(company, [row(worker)], by),
            lambda by=by: actions.take_upload(upload, by=by),
            lambda by=by: actions.drop_upload(upload, by=by),
            lambda by=by: actions.carry_on(upload, by=by),
        ):
            with pytest.raises(NotPermitted):
                verb()


def test_the_outcomes_officer_may_for_a_company(
    company: Company, outcomes_officer: User, worker: Person
) -> None:
    assert taken(company, [row(worker)], outcomes_officer).kept == 1


def test_that_others_pay_her_too_only_the_desk_learns(
    company: Company, contact: User, worker: Person, outcomes_officer: User
) -> None:
    taken(company, [row(worker)], contact)
    other = make_company("别家")
    people.choose_company(worker, company=other, by=SYSTEM)
    let_report(worker)
    by_contact = checked(other, [row(worker)], make_contact(other))
    assert outcomes(by_contact) == {2: ("fits", [])}
    at_desk = checked(other, [row(worker)], outcomes_officer)
    assert outcomes(at_desk) == {2: ("asked", ["other_employer"])}


def test_nobody_reports_her_own_pay(company: Company, worker: Person) -> None:
    assert worker.user
    CompanyContact.objects.create(user=worker.user, company=company)
    other = make_worker("王秀英", company)
    upload = taken(company, [row(worker), row(other)], worker.user)
    assert outcomes(upload) == {2: ("refused", ["own_pay"]), 3: ("taken", [])}


def test_a_contact_does_not_report_a_fellow_contact_s_pay(
    company: Company, contact: User, worker: Person, outcomes_officer: User
) -> None:
    assert worker.user
    CompanyContact.objects.create(user=worker.user, company=company)
    upload = checked(company, [row(worker)], contact)
    assert outcomes(upload) == {2: ("refused", ["contact_pay"])}
    upload = taken(company, [row(worker)], outcomes_officer)
    assert outcomes(upload) == {2: ("taken", [])}


def test_of_her_own_pay_nothing_is_taken_in_later(
    company: Company, contact: User, worker: Person
) -> None:
    upload = actions.take_upload(checked(company, [row(worker)], contact), by=contact)
    worker.user = contact
    worker.save(update_fields=["user"])
    tasks.take_upload(upload.pk)
    assert outcomes(upload) == {2: ("refused", ["own_pay"])}
    assert not WageRecord.objects.exists()


def test_no_number_that_is_no_worker_s_code_is_kept(
    company: Company, contact: User, worker: Person
) -> None:
    number = "11010519491231002X"
    rows = [
        [number, *row(worker)[1:]],
        [number, *row(worker, "好", month=month(2))[1:]],
        row(worker, "好", month=month(3)),
        row(worker, name="王秀英"),
    ]
    upload = taken(company, [*rows, row(worker)], contact)
    kept = upload.report.values_list("number", "worker")
    code = worker.code
    assert list(kept) == [(2, ""), (3, ""), (4, code), (5, code), (6, code)]
    assert outcomes(upload)[6] == ("taken", [])
