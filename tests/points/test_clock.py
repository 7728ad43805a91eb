"""One defect stops nothing else of the clock, and is raised at the end."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.people.models import Person
from school.points import actions, tasks
from school.points.models import ExpiryWarning, Redemption
from school.points.shop import tasks as shop_tasks
from school.points.shop.actions import ending
from tests.factories.people import make_trainee
from tests.factories.points import make_rule
from tests.factories.shop import give_points, make_right_reward, make_tool, redeem

pytestmark = pytest.mark.django_db


def broken(*_things: object, **_words: object) -> None:
    raise RuntimeError("defect")


def later(days: int) -> object:
    at = timezone.now() + timedelta(days=days)
    return patch("django.utils.timezone.now", return_value=at)


def test_rights_begin_though_something_cannot_expire(
    trainee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_points(trainee, 100)
    redeem(trainee, make_tool())
    right = redeem(trainee, make_right_reward(days=90))
    monkeypatch.setattr(ending, "expire", broken)
    with later(40), pytest.raises(ExceptionGroup):
        shop_tasks.look_after_shop()
    right.refresh_from_db()
    assert right.status == Redemption.Status.FULFILLED


def test_what_ends_soon_is_told_though_something_cannot_expire(
    trainee: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_rule("C03", delta=50, cap_period="none", cap_points=None, cap_times=None)
    other, now = make_trainee(), timezone.now()
    award(trainee, at=now - timedelta(days=735))
    award(other, at=now - timedelta(days=710))
    monkeypatch.setattr(tasks, "expire", broken)
    with pytest.raises(ExceptionGroup):
        tasks.turn_points()
    assert ExpiryWarning.objects.filter(person=other).exists()


def award(person: Person, *, at: datetime) -> None:
    actions.award(
        person, rule_code="C03", source_type="desk", source_id="1", by=SYSTEM, at=at
    )
