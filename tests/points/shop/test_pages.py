"""The shop on her phone and at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from school.lib.crypto import fingerprint
from school.people.models import Person, User
from school.points.accounts import accounts_of
from school.points.models import Partner, Redemption, Reward, StockMovement
from school.points.shop.codes import spoken
from school.standing.models import Standing
from tests.cast import signed_in
from tests.factories.diplomas import photo
from tests.factories.people import make_trainee
from tests.factories.points import make_tiers
from tests.factories.shop import (
    consent_text,
    give_points,
    make_points_class,
    make_right_reward,
    make_seat_reward,
    make_tool,
    make_voucher_reward,
    redeem,
)
from tests.factories.standing import make_standing


@pytest.fixture
def worker(trainee: Person) -> Person:
    give_points(trainee, 60)
    return trainee


@pytest.fixture
def tool(db: None) -> Reward:
    make_tiers()
    return make_tool(stock=2, collect_at="夜校办公室")


def test_the_shop_says_what_she_can_have_and_what_is_missing(
    worker: Person, tool: Reward
) -> None:
    make_tool("RD07", cost=120, title_zh="上户工具包")
    page = signed_in(worker).get(reverse("points:shop")).text
    assert page.index("喷雾消毒壶") < page.index("上户工具包")
    assert "还差60分可用积分" in page


def test_one_confirming_step_and_the_code_is_on_her_phone(
    worker: Person, tool: Reward
) -> None:
    client = signed_in(worker)
    assert "兑换" in client.get(reverse("points:reward", args=["RD01"])).text
    page = reverse("points:redeem", args=["RD01"])
    form = client.get(page).context["form"]
    ticket = {"ticket": form.initial["ticket"]}
    done = client.post(page, ticket)
    assert client.post(page, ticket).url == done.url
    redemption = Redemption.objects.get()
    shown = client.get(done.url).text
    assert spoken(redemption.collection_code) in shown
    assert "<svg" in shown
    assert "夜校办公室" in shown
    client.post(reverse("points:cancel_redemption", args=[redemption.code]))
    assert accounts_of(worker).balance == 60
    assert "喷雾消毒壶" in client.get(reverse("points:redemptions")).text


def test_too_late_she_reads_why_and_keeps_her_points(
    worker: Person, tool: Reward
) -> None:
    client = signed_in(worker)
    page = reverse("points:redeem", args=["RD01"])
    for _ in range(2):
        other = make_trainee()
        give_points(other, 20)
        redeem(other, tool)
    assert client.get(page).status_code == 302
    told = client.post(page, {}, follow=True).text
    assert "目前已兑完" in told
    assert "您的积分一分没少" in told
    assert "确认兑换" not in told
    assert accounts_of(worker).balance == 60


def test_while_the_card_is_red_it_is_said_once_and_not_beside_every_reward(
    worker: Person, tool: Reward
) -> None:
    make_tool("RD02")
    Standing.objects.filter(person=worker).delete()
    make_standing(worker, "red")
    page = signed_in(worker).get(reverse("points:shop")).text
    assert page.count("红牌期间暂停兑换") == 1
    assert reverse("standing:mine") in page
    assert "现在可以兑换" not in page


def test_she_chooses_the_class_and_agrees(worker: Person) -> None:
    make_seat_reward()
    give_points(worker, 60)
    text = consent_text(worker)
    cohort = make_points_class()
    page = reverse("points:redeem", args=["RD08"])
    client = signed_in(worker)
    assert cohort.name in client.get(page).text
    typed = {"version": text.version, "agree": "on"}
    assert client.post(page, typed).status_code == 200
    done = client.post(page, {**typed, "cohort": cohort.pk})
    shown = client.get(done.url).text
    assert cohort.name in shown
    assert "名额已留好" in shown
    assert "待领取" not in shown


def test_others_see_nothing_of_it(worker: Person, tool: Reward) -> None:
    redemption = redeem(worker, tool)
    stranger = signed_in(make_trainee())
    for name in ("redemption", "cancel_redemption", "voucher_pdf"):
        page = reverse(f"points:{name}", args=[redemption.code])
        assert stranger.get(page).status_code == 404


def test_the_shop_costs_the_same_however_much_is_in_it(
    worker: Person, tool: Reward, django_assert_max_num_queries
) -> None:
    make_voucher_reward()
    make_right_reward()
    make_seat_reward()
    make_points_class()
    client = signed_in(worker)
    page = reverse("points:shop")
    client.get(page)
    with django_assert_max_num_queries(25) as few:
        client.get(page)
    for number in range(20, 26):
        make_tool(f"RD{number}")
        make_points_class()
    with django_assert_max_num_queries(len(few)):
        client.get(page)


def test_the_clerk_types_the_code_and_hands_over(
    worker: Person, tool: Reward, points_officer: User
) -> None:
    redemption = redeem(worker, tool)
    desk = signed_in(points_officer)
    page = reverse("points_desk:hand_over")
    assert "没有兑换用这个领取码" in desk.get(page, {"code": "ZZZZZZ"}).text
    shown = desk.get(page, {"code": spoken(redemption.collection_code).lower()}).text
    assert worker.name in shown
    desk.post(page, {"code": redemption.collection_code})
    redemption.refresh_from_db()
    assert redemption.status == Redemption.Status.FULFILLED
    again = desk.post(page, {"code": redemption.collection_code}, follow=True).text
    assert "已经办结" in again


def test_the_desk_makes_ready_and_cancels(
    worker: Person, registrar: User, auditor: User
) -> None:
    redemption = redeem(worker, make_voucher_reward())
    desk = signed_in(registrar)
    page = reverse("redemption:inspect", args=[redemption.pk])
    approve = reverse("points_desk:approve_redemption", args=[redemption.code])
    assert approve in desk.get(page).text
    assert approve not in signed_in(auditor).get(page).text
    desk.post(approve)
    redemption.refresh_from_db()
    assert redemption.status == Redemption.Status.APPROVED
    cancel = reverse("points_desk:cancel_redemption", args=[redemption.code])
    assert desk.post(cancel, {"reason": ""}).status_code == 200
    desk.post(cancel, {"reason": "体检中心停业"})
    assert accounts_of(worker).balance == 60


def test_the_store_warns_and_takes_what_comes(
    tool: Reward, points_officer: User, auditor: User
) -> None:
    desk = signed_in(points_officer)
    page = reverse("points_desk:stock")
    assert "快用完了" in desk.get(page).text
    move = reverse("points_desk:move_stock", args=["RD01"])
    assert desk.post(move, {"kind": "written_off", "quantity": "1"}).status_code == 200
    assert desk.post(move, {"kind": "received", "quantity": "１０"}).url == page
    assert StockMovement.objects.first().after == 12
    assert signed_in(auditor).get(page).status_code == 200
    assert signed_in(auditor).get(move).status_code == 302


def test_the_officer_hangs_a_photo_and_takes_a_reward_off(
    tool: Reward, worker: Person, points_officer: User
) -> None:
    desk = signed_in(points_officer)
    page = reverse("reward:edit", args=[tool.pk])
    typed = {"words_zh": "500毫升", "words_en": "", "collect_at": "", "warn_below": "5"}
    bad = SimpleUploadedFile("a.jpg", b"no photo", content_type="image/jpeg")
    assert desk.post(page, {**typed, "picture": bad}).status_code == 200
    good = SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg")
    assert desk.post(page, {**typed, "picture": good}).status_code == 302
    tool.refresh_from_db()
    assert tool.photo.name.startswith("rewards/")
    assert (tool.is_offered, tool.warn_below) == (False, 5)
    shown = signed_in(worker).get(reverse("points:reward", args=["RD01"])).text
    assert tool.photo.url in shown
    assert "500毫升" in shown
    tool.photo.delete(save=False)


def test_a_partner_gets_a_key_that_is_shown_once(
    points_officer: User, auditor: User
) -> None:
    reward = make_voucher_reward()
    desk = signed_in(points_officer)
    typed = {"name": "县医院", "rewards": [reward.pk], "is_active": "on"}
    assert desk.post(reverse("partner:add"), typed).status_code == 302
    partner = Partner.objects.get()
    assert list(partner.rewards.all()) == [reward]
    page = reverse("points_desk:give_key", args=[partner.pk])
    key = desk.post(page).context["key"]
    assert key not in desk.get(page).text
    signed_in(auditor).post(page)
    assert Partner.objects.get().key_hash == fingerprint(key)
    edit = reverse("partner:edit", args=[partner.pk])
    desk.post(edit, {"name": "县人民医院", "rewards": [reward.pk]})
    partner.refresh_from_db()
    assert (partner.name, partner.is_active) == ("县人民医院", False)
    assert partner.key_hash
