"""From the wish to the thing in her hands, or back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.dispatch import receiver
from django.utils import timezone

from school.journal.actors import SYSTEM
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.points.accounts import accounts_of
from school.points.models import Redemption, Reward, StockMovement
from school.points.shop import actions, refusals
from school.points.shop.eligibility import eligible
from school.points.shop.hindrances import Reason, asked
from school.points.shop.stock import stock_of
from school.standing.models import Standing
from tests.factories.points import make_tiers
from tests.factories.shop import give_points, make_tool, put_in, redeem

Status = Redemption.Status


@pytest.fixture
def tool(db: None) -> Reward:
    make_tiers()
    return make_tool()


@pytest.fixture
def worker(trainee: Person) -> Person:
    give_points(trainee, 30)
    return trainee


@pytest.fixture
def red_card() -> Iterator[None]:
    @receiver(asked)
    def red(person: Person, **_signal: object) -> list[Reason]:
        return [Reason("red_card", "红牌期间暂停兑换。")]

    yield
    asked.disconnect(red)


def left(reward: Reward) -> int:
    return stock_of([reward])[reward.pk].left


def test_points_and_stock_are_held_together(worker: Person, tool: Reward) -> None:
    redemption = redeem(worker, tool)
    held = accounts_of(worker)
    assert (held.balance, held.held, held.score) == (10, 20, 130)
    assert (redemption.status, left(tool)) == (Status.REQUESTED, 0)
    assert redemption.hold.source_id == redemption.code
    assert redemption.valid_until == timezone.localdate() + timedelta(days=30)


def test_handed_over_the_points_are_spent_and_the_piece_has_left(
    worker: Person, tool: Reward, points_officer: User
) -> None:
    redemption = actions.fulfil(redeem(worker, tool), by=points_officer)
    held = accounts_of(worker)
    assert (held.balance, held.held, held.spent, held.score) == (10, 0, 20, 130)
    assert redemption.status == Status.FULFILLED
    given = StockMovement.objects.get(kind="given")
    assert (given.quantity, given.after, given.redemption) == (-1, 0, redemption)
    for verb in (actions.fulfil, actions.approve):
        with pytest.raises(refusals.IsSettled):
            verb(redemption, by=points_officer)


def test_given_back_all_is_as_before(worker: Person, tool: Reward) -> None:
    redemption = actions.cancel(redeem(worker, tool), by=worker.user)
    assert redemption.status == Status.CANCELLED
    assert (accounts_of(worker).balance, left(tool)) == (30, 1)
    assert redeem(worker, tool).status == Status.REQUESTED


def test_the_desk_cancels_with_a_reason_that_she_reads(
    worker: Person, tool: Reward, points_officer: User
) -> None:
    redemption = redeem(worker, tool)
    with pytest.raises(refusals.ReasonMissing):
        actions.cancel(redemption, by=points_officer, reason=" ")
    actions.cancel(redemption, by=points_officer, reason="喷壶漏水")
    assert accounts_of(worker).balance == 30
    notice = Notice.objects.get(person=worker, kind="redemption_cancelled")
    assert notice.context["reason"] == "喷壶漏水"


def test_not_collected_it_goes_back_by_itself(worker: Person, tool: Reward) -> None:
    redemption = redeem(worker, tool)
    last = timezone.now() + timedelta(days=30)
    assert actions.expire_due(at=last) == 0
    assert actions.expire_due(at=last + timedelta(days=1)) == 1
    redemption.refresh_from_db()
    assert (redemption.status, left(tool)) == (Status.EXPIRED, 1)
    assert accounts_of(worker).balance == 30
    assert actions.expire_due(at=last + timedelta(days=2)) == 0


def test_everything_against_it_is_said_and_nothing_is_held(
    worker: Person, red_card: None
) -> None:
    make_tiers()
    dear = make_tool(
        "RD13", cost=50, stock=0, source={"min_tier": "model", "stock_tracked": True}
    )
    codes = [reason.code for reason in eligible(worker, dear)]
    assert codes == ["red_card", "tier", "points", "stock"]
    with pytest.raises(refusals.NotEligible) as refused:
        redeem(worker, dear)
    assert [part.message for part in refused.value.parts][0] == "红牌期间暂停兑换。"
    assert accounts_of(worker).held == 0
    assert not Redemption.objects.exists()


def test_a_red_card_suspends_the_shop(worker: Person, tool: Reward) -> None:
    Standing.objects.filter(person=worker).update(card="red")
    assert [reason.code for reason in eligible(worker, tool)] == ["red_card"]


def test_the_limit_counts_what_was_had_and_not_what_was_given_back(
    trainee: Person,
) -> None:
    tool = make_tool(
        stock=3, source={"limit": {"times": 1, "period": "year"}, "stock_tracked": True}
    )
    give_points(trainee, 90)
    actions.cancel(redeem(trainee, tool), by=trainee.user)
    redeem(trainee, tool)
    assert [one.code for one in eligible(trainee, tool)] == ["limit"]


def test_the_same_ticket_is_the_same_redemption(worker: Person, tool: Reward) -> None:
    first = redeem(worker, tool, ticket="abcdefgh23")
    assert redeem(worker, tool, ticket="abcdefgh23") == first
    assert accounts_of(worker).held == 20


def test_nobody_redeems_for_others_or_hands_over_to_themselves(
    worker: Person, tool: Reward, registrar: User, points_officer: User
) -> None:
    with pytest.raises(refusals.OnlyForOneself):
        actions.redeem(worker, reward=tool, by=points_officer)
    redemption = redeem(worker, tool)
    for verb in (actions.fulfil, actions.approve, actions.cancel):
        with pytest.raises(NotPermitted):
            verb(redemption, by=registrar)
    own = Person.objects.create(user=points_officer, name="孙积分")
    put_in(tool, 1)
    give_points(own, 20)
    mine = redeem(own, tool)
    with pytest.raises(refusals.OwnRedemption):
        actions.fulfil(mine, by=points_officer)


def test_ready_for_her_she_is_told(
    worker: Person, tool: Reward, points_officer: User
) -> None:
    redemption = actions.approve(redeem(worker, tool), by=points_officer)
    assert redemption.status == Status.APPROVED
    assert Notice.objects.filter(person=worker, kind="redemption_ready").exists()
    verbs = set(JournalEntry.objects.values_list("verb", flat=True))
    assert {"points.redeem", "points.approve_redemption"} <= verbs


def test_the_store_counts_and_never_goes_below_what_is_kept(
    worker: Person, tool: Reward, points_officer: User, registrar: User
) -> None:
    put_in(tool, 2)
    redeem(worker, tool)
    move = {"reward": tool, "by": points_officer, "reason": "受潮"}
    with pytest.raises(refusals.NotSoMany) as refused:
        actions.move_stock(kind="written_off", quantity=3, **move)
    assert refused.value.data == {"left": 2, "on_hand": 3, "held": 1}
    assert actions.move_stock(kind="written_off", quantity=2, **move).after == 1
    with pytest.raises(refusals.ReasonMissing):
        actions.move_stock(
            tool, kind="taken_back", quantity=1, by=points_officer, reason=""
        )
    with pytest.raises(NotPermitted):
        actions.move_stock(tool, kind="received", quantity=1, by=registrar, reason="")
    right = make_tool("RD12", stock=0, kind="priority_order")
    with pytest.raises(refusals.NotCounted):
        actions.move_stock(right, kind="received", quantity=1, by=SYSTEM, reason="")


def test_the_database_itself_keeps_the_stock_lines(tool: Reward) -> None:
    for raw in (
        "UPDATE points_stockmovement SET quantity = 9",
        "DELETE FROM points_stockmovement",
    ):
        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(raw)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMovement.objects.create(
            reward=tool, kind="given", quantity=-2, after=-1, at=timezone.now()
        )
