"""Vouchers that count once, and rights that the order platform reads."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.people.models import Person, User
from school.points.accounts import accounts_of
from school.points.models import Partner, PriorityRight, Redemption, Voucher
from school.points.shop import actions, refusals
from school.points.shop.actions.vouchers import partner_of
from school.points.shop.api import worker_key
from school.points.shop.hindrances import Reason, asked
from school.points.shop.stock import stock_of
from school.standing.models import Standing
from tests.cast import signed_in
from tests.factories.shop import (
    give_points,
    in_days,
    make_right_reward,
    make_voucher_reward,
    redeem,
)

TOKEN = "platform-token-of-the-tests"


@pytest.fixture
def worker(trainee: Person) -> Person:
    give_points(trainee, 200)
    return trainee


@pytest.fixture
def voucher(worker: Person, registrar: User) -> Voucher:
    asked_for = redeem(worker, make_voucher_reward())
    return actions.approve(asked_for, by=registrar).voucher


@pytest.fixture
def hospital(voucher: Voucher, points_officer: User) -> tuple[Partner, str]:
    """The partner, and the key of its desk."""
    partner = actions.record_partner(
        Partner(),
        name="县医院体检中心",
        rewards=[voucher.redemption.reward],
        is_active=True,
        by=points_officer,
    )
    return partner, actions.give_key(partner, by=points_officer)


def test_a_voucher_is_numbered_and_says_no_whole_name(
    voucher: Voucher, worker: Person
) -> None:
    year = timezone.localdate().year
    assert voucher.number == f"RD11-{year}-0001"
    page = signed_in(worker).get(
        reverse("points:voucher_pdf", args=[voucher.redemption.code])
    )
    assert page.content.startswith(b"%PDF-")


def test_the_partners_desk_takes_it_once(
    voucher: Voucher, hospital: tuple[Partner, str], worker: Person
) -> None:
    partner, key = hospital
    page = reverse("points:voucher", args=[voucher.code])
    desk = Client()
    shown = desk.get(page).text
    assert worker.name not in shown
    assert voucher.number in shown
    assert desk.post(page, {"key": f" {key[:5].lower()} {key[5:]}"}).url == page
    voucher.refresh_from_db()
    assert voucher.partner == partner
    assert accounts_of(worker).spent == 50
    reward = voucher.redemption.reward
    assert stock_of([reward])[reward.pk].on_hand == 4
    with pytest.raises(refusals.VoucherUsed):
        actions.take_voucher(voucher, by=partner)
    assert partner.name in desk.get(page).text


def test_a_voucher_that_does_not_count_is_not_taken(
    voucher: Voucher, hospital: tuple[Partner, str], worker: Person
) -> None:
    partner = hospital[0]
    late = timezone.now() + timedelta(days=181)
    with pytest.raises(refusals.VoucherVoid):
        actions.take_voucher(voucher, by=partner, at=late)
    partner.rewards.clear()
    with pytest.raises(refusals.OtherPartner):
        actions.take_voucher(voucher, by=partner)
    actions.cancel(voucher.redemption, by=worker.user)
    with pytest.raises(refusals.VoucherVoid):
        actions.take_voucher(voucher, by=partner)
    assert accounts_of(worker).balance == 200


def test_a_key_is_not_guessed(hospital: tuple[Partner, str]) -> None:
    cache.clear()
    partner, key = hospital
    assert partner_of(key, who="10.0.0.1") == partner
    for _ in range(9):
        with pytest.raises(refusals.WrongKey):
            partner_of("AAAAAAAAAA", who="10.0.0.1")
    with pytest.raises(refusals.TooManyKeys):
        partner_of(key, who="10.0.0.1")


@pytest.fixture
def right(worker: Person) -> Redemption:
    return redeem(worker, make_right_reward())


def ask(client: Client, token: str = TOKEN) -> list[dict[str, str]]:
    page = reverse("api:priority_rights")
    answer = client.get(page, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    rights: list[dict[str, str]] = answer.json()["rights"]
    return rights


def test_a_right_begins_tomorrow_and_the_next_after_it(
    right: Redemption, worker: Person
) -> None:
    first = right.priority_right
    assert (first.starts_on, first.ends_on) == (in_days(1), in_days(7))
    second = redeem(worker, right.reward).priority_right
    assert (second.starts_on, second.ends_on) == (in_days(8), in_days(14))


def test_begun_it_is_spent_and_cannot_be_given_back(
    right: Redemption, worker: Person
) -> None:
    assert actions.begin_rights() == 0
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(refusals.RightHasBegun):
        actions.cancel(right, by=worker.user, at=tomorrow)
    assert actions.begin_rights(at=tomorrow) == 1
    assert accounts_of(worker).spent == 60
    assert actions.begin_rights(at=tomorrow) == 0


def test_the_platform_reads_who_has_first_choice_today(
    right: Redemption, worker: Person, settings: object, client: Client
) -> None:
    settings.ORDER_PLATFORM_TOKEN = TOKEN
    assert ask(client) == []
    today = timezone.localdate()
    PriorityRight.objects.update(starts_on=today)
    (shown,) = ask(client)
    assert shown["worker"] == worker_key(worker.phone)
    assert shown["name"] != worker.name
    assert shown["ends_on"] == str(in_days(7))
    assert worker.phone not in str(shown)


def test_without_the_token_the_door_is_shut(
    right: Redemption, settings: object, client: Client
) -> None:
    page = reverse("api:priority_rights")
    for known, header in (
        (TOKEN, {}),
        (TOKEN, "Bearer x"),
        ("", "Bearer "),
        ("", "Bearer x"),
    ):
        settings.ORDER_PLATFORM_TOKEN = known
        headers = {"Authorization": header} if header else {}
        assert client.get(page, headers=headers).status_code == 401


def test_a_red_card_suspends_the_right(
    right: Redemption, worker: Person, settings: object, client: Client
) -> None:
    settings.ORDER_PLATFORM_TOKEN = TOKEN
    PriorityRight.objects.update(starts_on=timezone.localdate())

    def red(**_signal: object) -> list[Reason]:
        return [Reason("red_card", "红牌")]

    asked.connect(red)
    try:
        assert ask(client) == []
        assert actions.begin_rights() == 1
    finally:
        asked.disconnect(red)
    assert accounts_of(worker).balance == 200
    assert ask(client) == []


def set_red(person: Person, **extra: date | None) -> None:
    Standing.objects.update_or_create(
        person=person,
        defaults={"card": "red", "since": timezone.now(), "score": 70, **extra},
    )


def test_a_red_card_still_private_holds_no_right_back(
    right: Redemption, worker: Person, settings: object, client: Client
) -> None:
    """Who waits for it tomorrow must not learn of the card by its staying away."""
    settings.ORDER_PLATFORM_TOKEN = TOKEN
    PriorityRight.objects.update(starts_on=timezone.localdate())
    set_red(worker, private_through=timezone.localdate())
    page, browser = reverse("points:redemption", args=[right.code]), signed_in(worker)
    assert actions.begin_rights() == 1
    right.refresh_from_db()
    assert right.status == "fulfilled"
    assert len(ask(client)) == 1
    assert "申诉期过后" in browser.get(page).text
    set_red(worker, private_through=timezone.localdate() - timedelta(days=1))
    assert ask(client) == []
    assert "暂停" in browser.get(page).text


def test_a_red_card_that_is_final_gives_the_points_for_the_right_back(
    right: Redemption, worker: Person
) -> None:
    PriorityRight.objects.update(starts_on=timezone.localdate())
    set_red(worker, private_through=None)
    assert actions.begin_rights() == 1
    assert accounts_of(worker).balance == 200
