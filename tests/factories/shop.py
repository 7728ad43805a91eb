from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Quota
from school.journal.actors import SYSTEM
from school.people.models import ConsentText, Person
from school.points.actions import award
from school.points.models import Redemption, Reward, Rule
from school.points.shop import actions
from tests.factories.courses import make_cohort
from tests.factories.people import make_consent
from tests.factories.points import make_reward

NUMBERS = count(1)


def give_points(person: Person, points: int) -> None:
    """So many to spend; the score rises with them."""
    code = f"Q{next(NUMBERS) % 1000:03d}"
    Rule.objects.create(
        code=code,
        key=code,
        version="1.0",
        title_zh="奖励",
        title_en="Award",
        delta=points,
        category="training",
        cap_period="none",
    )
    award(person, rule_code=code, source_type="desk", source_id="1", by=SYSTEM)


def source(**extra: Any) -> dict[str, Any]:
    """What the scheme's file says of a reward."""
    return {
        "min_tier": "green",
        "limit": {"times": 4, "period": "quarter"},
        "stock_tracked": True,
        "valid_days_after_redeem": 30,
        "fulfil_role": "association_staff",
        **extra,
    }


def make_tool(code: str = "RD01", *, stock: int = 1, **extra: Any) -> Reward:
    """A spray bottle for 20 points, so many of them in the store."""
    tool = make_reward(code, **{"source": source(), **extra})
    if stock:
        put_in(tool, stock)
    return tool


def put_in(reward: Reward, quantity: int) -> None:
    actions.move_stock(
        reward, kind="received", quantity=quantity, by=SYSTEM, reason="采购"
    )


def make_voucher_reward(*, stock: int = 5) -> Reward:
    reward = make_reward(
        "RD11",
        kind="voucher",
        title_zh="体检套餐券",
        cost=50,
        source=source(valid_days_after_redeem=180, fulfil_role="registrar"),
    )
    put_in(reward, stock)
    return reward


def make_right_reward(days: int = 7) -> Reward:
    return make_reward(
        "RD12",
        kind="priority_order",
        title_zh="优先接单权7天",
        cost=60,
        source=source(
            stock_tracked=False,
            valid_days_after_redeem=days,
            fulfil_role="dispatcher",
        ),
    )


def make_seat_reward() -> Reward:
    return make_reward(
        "RD08",
        kind="training_seat",
        title_zh="进阶短训班名额",
        cost=100,
        source=source(valid_days_after_redeem=180, fulfil_role="registrar"),
    )


def make_points_class(*, kept: int = 1, seats: int = 2, **extra: Any) -> Cohort:
    """An open class of which some seats are kept for those who pay with points."""
    cohort = make_cohort(seats=seats, **extra)
    Quota.objects.create(
        cohort=cohort, kind=Quota.Kind.POINTS, seats=kept, until=cohort.enrol_until
    )
    return cohort


def redeem(person: Person, reward: Reward, **extra: Any) -> Redemption:
    """By the person herself."""
    return actions.redeem(person, reward=reward, by=person.user, **extra)


def consent_text(person: Person) -> ConsentText:
    """The text that every application needs."""
    return make_consent(person).text


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)
