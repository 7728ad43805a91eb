"""A worker takes her consent back while her company's table is taken in: hers comes first."""

import pytest

from school.people import actions as people
from school.wages.models import WageRecord
from school.wages.uploads import actions, tasks
from tests.certificates.test_designs_at_once import meanwhile
from tests.factories.pay_tables import (
    checked,
    make_contact,
    make_worker,
    outcomes,
    row,
)
from tests.factories.people import make_company

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_a_consent_taken_back_meanwhile_is_waited_for() -> None:
    company = make_company("华丽家政")
    contact, worker = make_contact(company), make_worker("李春花", company)
    upload = actions.take_upload(checked(company, [row(worker)], contact), by=contact)
    user = worker.user
    assert user

    def withdraw() -> None:
        people.withdraw_consent(worker, purpose="company_pay", by=user)

    with meanwhile(withdraw):
        tasks.take_upload(upload.pk)
    assert outcomes(upload) == {2: ("refused", ["unknown_worker"])}
    assert not WageRecord.objects.exists()
