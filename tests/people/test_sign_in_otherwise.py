"""Passwords, moving to another number, and what the demonstration shows."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.lib import sms
from school.people.models import User
from tests.cast import signed_in
from tests.factories.people import make_user

NUMBER = "13800001111"
SIGNUP, LOGIN = reverse("account_signup"), reverse("account_login")
CODE, PROVE = reverse("account_confirm_login_code"), reverse("account_verify_phone")
PASSWORD = reverse("account_password_login")
BACK = "/enrol/abc/"


def code_in(outbox: list[tuple[str, str]]) -> str:
    return re.search(r"\b\d{6}\b", outbox[-1][1])[0]


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_signing_in_with_a_password(client: Client, outbox: list) -> None:
    user = make_user(NUMBER)
    user.set_password("红豆-三月")
    user.save()
    page = client.post(PASSWORD, {"login": NUMBER, "password": "falsch"})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert f'value="{NUMBER}"' in page.text
    answer = client.post(
        PASSWORD, {"login": NUMBER, "password": "红豆-三月", "next": BACK}
    )
    assert answer.url == BACK
    assert is_signed_in(client)


def test_guessing_a_password_is_stopped(client: Client, outbox: list) -> None:
    user = make_user(NUMBER)
    user.set_password("红豆-三月")
    user.save()
    for _try in range(5):
        client.post(PASSWORD, {"login": NUMBER, "password": "falsch"})
    client.post(PASSWORD, {"login": NUMBER, "password": "红豆-三月"})
    assert not is_signed_in(client)


def test_a_password_may_be_set_after_signing_up(stranger: User, outbox: list) -> None:
    browser = signed_in(stranger)
    address = reverse("account_set_password")
    assert browser.get(address).status_code == 200
    browser.post(
        address, {"password1": "红豆-三月-2026", "password2": "红豆-三月-2026"}
    )
    stranger.refresh_from_db()
    assert stranger.check_password("红豆-三月-2026")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_change_password", "修改密码"),
        ("account_set_password", "设置密码"),
        ("account_change_phone", "更换手机号"),
    ],
)
def test_the_account_pages_are_in_our_words_and_lead_back(
    stranger: User, name: str, words: str
) -> None:
    if name == "account_change_password":
        stranger.set_password("红豆-三月")
        stranger.save()
    page = signed_in(stranger).get(reverse(name)).text
    main = page[page.index("<main") : page.index("</main")]
    assert f"<h1>{words}</h1>" in main
    assert f'class="back" href="{reverse("portal:me")}"' in main
    assert "你的" not in main
    assert "placeholder" not in main


def test_a_changed_password_leads_back_to_me(stranger: User) -> None:
    stranger.set_password("红豆-三月")
    stranger.save()
    browser, new = signed_in(stranger), "红豆-四月-2026"
    typed = {"oldpassword": "falsch", "password1": new, "password2": new + "x"}
    page = browser.post(reverse("account_change_password"), typed).text
    assert "这不是您现在的密码" in page
    assert "两次输入的密码不一样" in page
    typed |= {"oldpassword": "红豆-三月", "password2": new}
    answer = browser.post(reverse("account_change_password"), typed, follow=True)
    assert answer.redirect_chain[0][0] == reverse("portal:me")
    assert "新密码已保存" in answer.text
    stranger.refresh_from_db()
    assert stranger.check_password(new)


def test_a_forgotten_password_leads_to_the_code(client: Client) -> None:
    assert client.get(reverse("account_reset_password")).url == LOGIN


def test_the_number_may_be_changed_with_a_code(stranger: User, outbox: list) -> None:
    browser = signed_in(stranger)
    browser.post(reverse("account_change_phone"), {"phone": NUMBER})
    stranger.refresh_from_db()
    assert stranger.phone != NUMBER, "not before the code has proved it"
    browser.post(PROVE, {"code": code_in(outbox)})
    stranger.refresh_from_db()
    assert (stranger.phone, stranger.phone_verified) == (NUMBER, True)
    assert Entry.objects.filter(verb="people.change_phone").count() == 1


@pytest.mark.parametrize("name", ["account_change_phone", "account_set_password"])
def test_an_open_page_alone_does_not_give_the_account_away(
    stranger: User, outbox: list, name: str
) -> None:
    browser = signed_in(stranger, long_ago=True)
    address, phone, password = reverse(name), stranger.phone, stranger.password
    typed = {
        "phone": NUMBER,
        "password1": "红豆-三月-2026",
        "password2": "红豆-三月-2026",
    }
    for answer in (browser.get(address), browser.post(address, typed)):
        assert answer.url.startswith(reverse("account_reauthenticate_by_code"))
    assert outbox == []
    stranger.refresh_from_db()
    assert (stranger.phone, stranger.password) == (phone, password)


def test_a_taken_number_cannot_be_moved_to(stranger: User, outbox: list) -> None:
    make_user(NUMBER)
    browser = signed_in(stranger)
    browser.post(reverse("account_change_phone"), {"phone": NUMBER})
    page = browser.post(PROVE, {"code": code_in(outbox)})
    assert page.context["form"].errors["code"]
    stranger.refresh_from_db()
    assert stranger.phone != NUMBER


def test_an_sms_that_does_not_leave_is_told(
    client: Client, outbox: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, phone: str, text: str) -> None:
        raise sms.NotSent

    monkeypatch.setattr(sms.MemoryBackend, "send", refuse)
    page = client.post(SIGNUP, {"phone": NUMBER}, follow=True)
    assert "error" in [message.level_tag for message in page.context["messages"]]


def test_the_demonstration_shows_the_code_on_the_page(
    client: Client, outbox: list, settings: object
) -> None:
    make_user(NUMBER)
    settings.SMS_BACKEND = "school.lib.sms.ConsoleBackend"
    page = client.post(LOGIN, {"phone": NUMBER}, follow=True)
    told = re.compile(r"仅演示时显示：[^<]*?(\d{6})")
    code = told.search(page.content.decode())[1]
    again = client.post(CODE, {"code": "000000" if code != "000000" else "000001"})
    assert told.search(again.content.decode())[1] == code, "after a wrong try too"
    client.post(CODE, {"code": code})
    assert is_signed_in(client)


@pytest.mark.parametrize("off", ["DEMONSTRATION", "SMS_BACKEND"])
def test_nothing_else_ever_shows_the_code(
    client: Client, outbox: list, settings: object, off: str
) -> None:
    make_user(NUMBER)
    if off == "DEMONSTRATION":
        settings.DEMONSTRATION = False
        settings.SMS_BACKEND = "school.lib.sms.ConsoleBackend"
    page = client.post(LOGIN, {"phone": NUMBER}, follow=True)
    assert "仅演示" not in page.content.decode()
    assert "demonstration_sms" not in client.session


@pytest.mark.parametrize("is_known", [True, False])
def test_who_waits_for_a_code_in_vain_may_sign_up(
    client: Client, outbox: list, is_known: bool
) -> None:
    if is_known:
        make_user(NUMBER)
    page = client.post(f"{LOGIN}?next=/me/", {"phone": NUMBER}, follow=True)
    assert f'href="{SIGNUP}?next=%2Fme%2F"' in page.content.decode()
    assert client.get(f"{SIGNUP}?next=/me/").status_code == 200


def test_opening_a_page_again_while_a_code_waits_keeps_the_way(
    client: Client, outbox: list
) -> None:
    make_user(NUMBER)
    client.post(LOGIN, {"phone": NUMBER})
    assert client.get(f"{LOGIN}?next=/me/").url == f"{CODE}?next=%2Fme%2F"


def test_the_page_and_the_message_say_the_same_time(
    client: Client, outbox: list
) -> None:
    make_user(NUMBER)
    page = client.post(LOGIN, {"phone": NUMBER}, follow=True).content.decode()
    assert "10 分钟内有效" in page
    assert "10 分钟内有效" in outbox[0][1]
