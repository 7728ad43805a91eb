from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.service import actions, tasks
from school.service.models import Matter
from tests.factories.cases import make_deduction
from tests.factories.points import deltas
from tests.factories.service import keep_one, make_matter, make_service_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_month() -> datetime:
    first = timezone.localtime().replace(day=1, hour=12)
    return first - timedelta(days=3)


@pytest.fixture(autouse=True)
def rules() -> None:
    make_service_rules()


def carry_out(person: Person, at: datetime, *, orders: int = 8) -> None:
    for number in range(orders):
        keep_one(person, number, kind="completed", occurred_at=at)


def awarded() -> int:
    return actions.award_clean_months(by=SYSTEM)


def test_eight_orders_without_fault(trainee: Person, last_month: datetime) -> None:
    carry_out(trainee, last_month)
    assert [tasks.award_clean_months(), awarded()] == [1, 1]
    assert deltas(trainee) == [10]


def test_one_order_counts_once(trainee: Person, last_month: datetime) -> None:
    carry_out(trainee, last_month, orders=7)
    keep_one(trainee, "R", stars=4, order="DD-1", occurred_at=last_month)
    assert awarded() == 0


def test_this_month_is_not_over(trainee: Person) -> None:
    carry_out(trainee, timezone.now())
    assert awarded() == 0


@pytest.mark.parametrize("kind", ["late", "no_show"])
def test_what_is_said_against_her_keeps_it_back(
    trainee: Person, last_month: datetime, kind: str
) -> None:
    carry_out(trainee, last_month)
    keep_one(trainee, "L", kind=kind, occurred_at=last_month)
    assert awarded() == 0


def test_until_it_rests(trainee: Person, last_month: datetime, inspector: User) -> None:
    carry_out(trainee, last_month)
    matter = make_matter(trainee, occurred_at=last_month)
    assert awarded() == 0
    actions.dismiss(matter, reason="无责", by=inspector)
    assert awarded() == 1


def test_a_case_that_was_withdrawn_counts_no_more(
    trainee: Person, last_month: datetime, inspector: User, points_officer: Any
) -> None:
    make_deduction("N05")
    carry_out(trainee, last_month)
    matter = make_matter(trainee, occurred_at=last_month)
    case = actions.open_case(matter, rule_code="N05", facts="大声。", by=inspector)
    assert awarded() == 0
    type(case).objects.filter(pk=case.pk).update(status="withdrawn")
    assert Matter.objects.get().status == "opened"
    assert awarded() == 1


def test_only_the_clockwork(auditor: User) -> None:
    with pytest.raises(NotPermitted):
        actions.award_clean_months(by=auditor)
