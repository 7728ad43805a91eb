"""The limit of a rule is that of the month in which it happened, whenever it is confirmed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from school.people.models import Person, User
from school.points.actions import reverse
from school.points.cases import actions
from school.points.models import Posting
from tests.factories.cases import make_answered, make_officer, score

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Asia/Shanghai")
TOLD = datetime(2026, 11, 2, 12, tzinfo=HERE)
LAST = datetime(2026, 11, 30, 12, tzinfo=HERE)
NEXT = datetime(2026, 12, 1, 9, tzinfo=HERE)


def confirmed(person: Person, source: str, *, on: date, at: datetime) -> None:
    case = make_answered(person, source=source, occurred_on=on, at=TOLD)
    actions.confirm(case, words="属实。", by=make_officer(), at=at)


def test_a_colleague_s_pace_costs_nothing(trainee: Person) -> None:
    for number in range(10):
        at = LAST if number < 5 else NEXT
        confirmed(trainee, str(number), on=TOLD.date(), at=at)
    assert score(trainee) == 85
    assert Posting.objects.filter(at=NEXT, points=0, is_capped=True).count() == 5


def test_another_month_has_its_own_limit(trainee: Person) -> None:
    for number in range(10):
        on = date(2026, 10, 31) if number < 5 else date(2026, 11, 1)
        confirmed(trainee, str(number), on=on, at=LAST)
    assert score(trainee) == 70


def test_what_was_reversed_leaves_its_room(
    trainee: Person, points_officer: User
) -> None:
    for number in range(5):
        confirmed(trainee, str(number), on=TOLD.date(), at=LAST)
    taken = Posting.objects.filter(kind="deduction").first()
    assert taken
    reverse(taken, by=points_officer, reason="记错了人")
    confirmed(trainee, "6", on=TOLD.date(), at=NEXT)
    assert score(trainee) == 85
