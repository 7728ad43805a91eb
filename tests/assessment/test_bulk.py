from typing import Any

import pytest
from django.test import Client

from school.assessment import actions, refusals
from school.assessment.models import Question
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.models import User
from tests.cast import signed_in
from tests.factories.assessment import make_assessing_cohort, make_bank
from tests.factories.courses import make_edition
from tests.factories.enrollment import make_enrollment
from tests.ticked import cost, press, ticked

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> list[Question]:
    return make_bank(make_edition())[:3]


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def statuses(bank: list[Question]) -> list[str]:
    found = Question.objects.filter(pk__in=[one.pk for one in bank]).order_by("pk")
    return list(found.values_list("status", flat=True))


def test_several_questions_go_out_of_use_and_back(
    desk: Client, bank: list[Question]
) -> None:
    assert f"{bank[0]} · 已通过" in desk.get(ticked("out_of_use", *bank)).text
    assert press(desk, ticked("out_of_use", *bank)) == ["停用：已办好3项。"]
    assert statuses(bank) == ["retired"] * 3
    assert press(desk, ticked("in_use", *bank[:2])) == ["启用：已办好2项。"]
    assert statuses(bank) == ["approved", "approved", "retired"]
    assert Entry.objects.filter(verb="assessment.take_out_of_use").count() == 3
    assert Entry.objects.filter(verb="assessment.put_in_use").count() == 2
    assert not Entry.objects.filter(verb="assessment.write_question").exists()


def test_one_that_is_so_already_is_named_and_left_alone(
    desk: Client, bank: list[Question]
) -> None:
    press(desk, ticked("out_of_use", bank[1]))
    done, refused = press(desk, ticked("out_of_use", *bank))
    assert done == "停用：已办好2项。"
    assert refused.startswith(f"{bank[1]}: ")
    assert Entry.objects.filter(verb="assessment.take_out_of_use").count() == 3


def test_a_question_of_a_paper_goes_out_of_use_and_the_paper_stays(
    desk: Client,
) -> None:
    enrollment = make_enrollment(make_assessing_cohort())
    attempt = actions.start_exam(enrollment, by=SYSTEM)
    question = Question.objects.filter(papers__attempt=attempt).first()
    assert press(desk, ticked("out_of_use", question)) == ["停用：已办好1项。"]
    assert Question.objects.filter(papers__attempt=attempt, status="retired").exists()


def test_the_auditor_leaves_the_bank_as_it_is(
    auditor: User, bank: list[Question]
) -> None:
    client = signed_in(auditor)
    assert client.post(ticked("out_of_use", *bank))["Location"] == "/desk/"
    assert statuses(bank) == ["approved"] * 3


def test_three_cost_what_one_costs(desk: Client, bank: list[Question]) -> None:
    one = cost(desk, ticked("out_of_use", bank[0]))
    assert cost(desk, ticked("out_of_use", *bank)) == one <= 25


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (actions.put_in_use, "retired", "approved"),
        (actions.take_out_of_use, "approved", "retired"),
    ],
)
def test_only_who_writes_questions_decides_and_only_once(
    verb: Any,
    before: str,
    after: str,
    auditor: User,
    registrar: User,
    bank: list[Question],
) -> None:
    Question.objects.filter(pk=bank[0].pk).update(status=before)
    with pytest.raises(NotPermitted):
        verb(bank[0], by=auditor)
    verb(bank[0], by=registrar)
    with pytest.raises(refusals.SoAlready):
        verb(bank[0], by=registrar)
    assert statuses(bank)[0] == after
