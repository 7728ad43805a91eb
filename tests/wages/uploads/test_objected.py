"""A sum that its worker disputes is reported again."""

import pytest

from school.wages import actions as wages
from school.wages.models import WageRecord
from tests.factories.pay_tables import make_contact, make_worker, row, taken
from tests.factories.people import make_company

pytestmark = pytest.mark.django_db


def test_another_sum_does_not_answer_her_objection() -> None:
    company = make_company("华丽家政")
    contact, worker = make_contact(company), make_worker("李春花", company)
    user = worker.user
    assert user
    taken(company, [row(worker)], contact)
    told = WageRecord.objects.get()
    wages.object_to(told, words="少发了", by=user)
    taken(company, [row(worker, "6200.01")], contact)
    standing = WageRecord.objects.standing().get()
    assert standing.supersedes == told
    assert standing.objection_words == "少发了"
    wages.take_objection_back(standing, by=user)
    taken(company, [row(worker, "6500")], contact)
    assert not WageRecord.objects.standing().get().is_disputed
