"""Signing up and signing in, as a browser without JavaScript goes through it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.people.models import Person, User
from tests.factories.people import make_user

NUMBER = "13800001111"
SIGNUP, LOGIN = reverse("account_signup"), reverse("account_login")
CODE, PROVE = reverse("account_confirm_login_code"), reverse("account_verify_phone")
PASSWORD = reverse("account_password_login")
BACK = "/enrol/abc/"


def code_in(outbox: list[tuple[str, str]]) -> str:
    return re.search(r"\b\d{6}\b", outbox[-1][1])[0]


def wrong(code: str) -> str:
    return str((int(code) + 1) % 1_000_000).zfill(6)


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_signing_up_with_a_code_leads_back_to_where_one_came_from(
    client: Client, outbox: list
) -> None:
    asked = client.post(f"{SIGNUP}?next={BACK}", {"phone": "+86 138-0000-1111"})
    assert asked.url == PROVE
    assert outbox[-1][0] == NUMBER
    typed = f" {code_in(outbox)[:3]} {code_in(outbox)[3:]} "
    proved = client.post(PROVE, {"code": typed})
    assert proved.url == BACK
    assert is_signed_in(client)
    user = User.objects.get(phone=NUMBER)
    assert user.phone_verified
    assert not user.has_usable_password()
    assert not Person.objects.exists()
    assert Entry.objects.get(verb="people.sign_up").actor_id == str(user.pk)


def test_next_never_leads_to_another_site(client: Client, outbox: list) -> None:
    client.post(f"{SIGNUP}?next=https://evil.example/", {"phone": NUMBER})
    proved = client.post(PROVE, {"code": code_in(outbox)})
    assert proved.url.startswith("/")


@pytest.mark.parametrize(
    "typed", ["", "1380000111", "12800001111", "138000011112", "abcdefghijk"]
)
def test_a_wrong_number_is_refused_in_place_and_stays_typed(
    client: Client, outbox: list, typed: str
) -> None:
    for address in (SIGNUP, LOGIN):
        page = client.post(address, {"phone": typed})
        assert page.status_code == 200
        assert page.context["form"].errors["phone"]
        assert f'value="{typed}"' in page.text or not typed
    assert outbox == []
    assert not User.objects.exists()


def test_signing_in_with_a_code(client: Client, outbox: list) -> None:
    user = make_user(NUMBER)
    asked = client.post(f"{LOGIN}?next={BACK}", {"phone": NUMBER, "next": BACK})
    assert asked.url.startswith(CODE)
    assert client.get(asked.url).status_code == 200
    answer = client.post(asked.url, {"code": code_in(outbox), "next": BACK})
    assert answer.url == BACK
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_login_page_offers_the_code_first_and_the_password_second(
    client: Client, outbox: list
) -> None:
    page = client.get(f"{LOGIN}?next={BACK}")
    assert 'name="phone"' in page.text
    assert 'name="password"' not in page.text
    assert page.context["password_login_url"] == f"{PASSWORD}?next=%2Fenrol%2Fabc%2F"
    assert 'name="password"' in client.get(PASSWORD).text


def test_a_wrong_code_is_refused_and_the_right_one_still_works(
    client: Client, outbox: list
) -> None:
    make_user(NUMBER)
    client.post(LOGIN, {"phone": NUMBER})
    page = client.post(CODE, {"code": wrong(code_in(outbox))})
    assert page.status_code == 200
    assert page.context["form"].errors["code"]
    client.post(CODE, {"code": code_in(outbox)})
    assert is_signed_in(client)


@pytest.mark.parametrize(("start", "page"), [(LOGIN, CODE), (SIGNUP, PROVE)])
def test_too_many_wrong_codes_end_it(
    client: Client, outbox: list, start: str, page: str
) -> None:
    if start == LOGIN:
        make_user(NUMBER)
    client.post(start, {"phone": NUMBER})
    for _try in range(5):
        answer = client.post(page, {"code": wrong(code_in(outbox))})
    assert answer.status_code == 302
    client.post(page, {"code": code_in(outbox)})
    assert not is_signed_in(client)


@pytest.mark.parametrize(("start", "page"), [(LOGIN, CODE), (SIGNUP, PROVE)])
def test_a_code_that_has_run_out_says_so(
    client: Client, outbox: list, later: object, start: str, page: str
) -> None:
    if start == LOGIN:
        make_user(NUMBER)
    client.post(start, {"phone": NUMBER})
    later(601)
    answer = client.post(f"{page}?next={BACK}", {"code": code_in(outbox)}, follow=True)
    assert not is_signed_in(client)
    assert answer.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fenrol%2Fabc%2F"
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]


def test_a_new_code_may_be_asked_for(
    client: Client, outbox: list, later: object
) -> None:
    client.post(SIGNUP, {"phone": NUMBER})
    client.post(PROVE, {"action": "resend"})
    assert len(outbox) == 1, "not before half a minute has passed"
    later(31)
    client.post(PROVE, {"action": "resend"})
    assert len(outbox) == 2
    client.post(PROVE, {"code": code_in(outbox)})
    assert is_signed_in(client)


def test_an_unknown_number_sees_what_a_known_one_sees(outbox: list) -> None:
    make_user(NUMBER)
    seen = []
    for number in (NUMBER, "13800002222"):
        browser = Client()
        asked = browser.post(LOGIN, {"phone": number})
        page = browser.get(asked.url)
        again = browser.post(CODE, {"action": "resend"})
        tried = browser.post(CODE, {"code": "000000"})
        text = re.sub(r'value="[^"]{64}"', "", page.text).replace(number, "")
        seen.append((asked.url, text, again.url, tried.status_code))
    assert seen[0] == seen[1]
    assert not re.search(r"\d{6}", outbox[-1][1])


def test_signing_up_with_a_known_number_gives_nothing_away(
    client: Client, outbox: list
) -> None:
    make_user(NUMBER)
    asked = client.post(SIGNUP, {"phone": NUMBER})
    assert asked.url == PROVE
    assert client.get(PROVE).status_code == 200
    assert not re.search(r"\d{6}", outbox[-1][1])
    assert client.post(PROVE, {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    assert User.objects.count() == 1


def test_an_interrupted_sign_up_goes_on_with_a_new_code(
    outbox: list, later: object
) -> None:
    Client().post(SIGNUP, {"phone": NUMBER})
    later(31)
    browser = Client()
    browser.post(SIGNUP, {"phone": NUMBER})
    browser.post(PROVE, {"code": code_in(outbox)})
    assert is_signed_in(browser)
    assert User.objects.count() == 1


def test_one_number_gets_three_codes_a_minute(outbox: list) -> None:
    make_user(NUMBER)
    for _time in range(5):
        Client().post(LOGIN, {"phone": NUMBER})
    assert len(outbox) == 3


def test_a_closed_account_does_not_open(client: Client, outbox: list) -> None:
    make_user(NUMBER, is_active=False)
    client.post(LOGIN, {"phone": NUMBER})
    client.post(CODE, {"code": code_in(outbox)})
    assert not is_signed_in(client)
