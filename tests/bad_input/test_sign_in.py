"""Numbers, codes and passwords that are none: said beside the field, and nothing is kept."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from school.people.models import User
from tests.bad_input import hostile, kept
from tests.bad_input.page import Page
from tests.cast import signed_in
from tests.factories.people import make_user

NUMBER = "13800001111"
PHONES = [
    "",
    "138",
    "1380000111x",
    "一三八",
    hostile.NUL,
    hostile.LONG,
    "-1",
    "1" * 5000,
]
CODES = ["", "12345", "abcdef", hostile.NUL, hostile.LONG, "-12345", "1" * 5000]
PASSWORDS = ["", "short", "12345678", hostile.NUL]


@pytest.fixture
def member(db: None) -> User:
    user = make_user(NUMBER)
    user.set_password("红豆-三月-清明")
    user.save(update_fields=["password"])
    return user


def refused(browser: Client, url: str, data: dict[str, str], name: str) -> Page:
    with kept.changes() as changed:
        answer = browser.post(url, {"csrfmiddlewaretoken": "of the form", **data})
    assert answer.status_code == 200
    page = Page(answer.text)
    form = answer.context["form"]
    said = form.errors.get(name) or form.non_field_errors()
    assert said
    place = page.said_of(name) if name in form.errors else page.alerts()
    assert " ".join(str(said[0]).split()) in " ".join(place.split())
    assert changed == []
    return page


@pytest.mark.parametrize("typed", PHONES)
@pytest.mark.parametrize("name", ["account_signup", "account_login"])
def test_a_number_that_is_none(outbox: list, name: str, typed: str) -> None:
    page = refused(Client(), reverse(name), {"phone": typed}, "phone")
    assert page.typed("phone") == [typed]
    assert outbox == []


@pytest.mark.parametrize("typed", [one for one in PHONES if one])
def test_a_number_to_change_to_that_is_none(
    outbox: list, stranger: User, typed: str
) -> None:
    url = reverse("account_change_phone")
    page = refused(signed_in(stranger), url, {"phone": typed}, "phone")
    assert page.typed("phone") == [typed]
    assert outbox == []


@pytest.mark.parametrize("typed", CODES)
@pytest.mark.parametrize(
    ("start", "prove"),
    [
        ("account_login", "account_confirm_login_code"),
        ("account_signup", "account_verify_phone"),
    ],
)
def test_a_code_that_is_none(outbox: list, start: str, prove: str, typed: str) -> None:
    if start == "account_login":
        make_user(NUMBER)
    browser = Client()
    browser.post(reverse(start), {"phone": NUMBER})
    page = refused(browser, reverse(prove), {"code": typed}, "code")
    assert page.typed("code") == [typed]
    code = re.search(r"\b\d{6}\b", outbox[-1][1])[0]
    wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert browser.post(reverse(prove), {"code": wide}).status_code == 302
    assert "_auth_user_id" in browser.session


@pytest.mark.parametrize("typed", PASSWORDS)
def test_a_password_that_does_not_open(member: User, outbox: list, typed: str) -> None:
    sent = {"login": NUMBER, "password": typed}
    url = reverse("account_password_login")
    page = refused(Client(), url, sent, "password")
    assert page.typed("login") == [NUMBER]
    assert page.typed("password") == [""], "a password never comes back"


@pytest.mark.parametrize("typed", PHONES)
def test_a_number_that_opens_nothing(member: User, outbox: list, typed: str) -> None:
    sent = {"login": typed, "password": "红豆-三月-清明"}
    page = refused(Client(), reverse("account_password_login"), sent, "login")
    assert page.typed("login") == [typed]


@pytest.mark.parametrize("typed", PASSWORDS)
def test_a_new_password_that_will_not_do(
    stranger: User, member: User, outbox: list, typed: str
) -> None:
    sent = {"password1": typed, "password2": typed}
    refused(signed_in(stranger), reverse("account_set_password"), sent, "password1")
    again = {"oldpassword": "红豆-三月-清明", **sent}
    url = reverse("account_change_password")
    refused(signed_in(member), url, again, "password1")
    assert User.objects.get(pk=member.pk).check_password("红豆-三月-清明")


@pytest.mark.parametrize("typed", PASSWORDS)
def test_a_password_typed_once_more(member: User, outbox: list, typed: str) -> None:
    url = reverse("account_reauthenticate")
    refused(signed_in(member), url, {"password": typed}, "password")


@pytest.mark.parametrize("typed", CODES)
def test_a_code_of_the_second_step(member: User, outbox: list, typed: str) -> None:
    browser = signed_in(member)
    again = {"password": "红豆-三月-清明"}
    browser.post(reverse("account_reauthenticate"), again)
    url = reverse("mfa_activate_totp")
    assert browser.get(url).status_code == 200
    page = refused(browser, url, {"code": typed}, "code")
    assert page.typed("code") == [typed]


@pytest.mark.parametrize("typed", CODES)
def test_a_code_of_the_app_that_is_none(member: User, outbox: list, typed: str) -> None:
    TOTP.activate(member, generate_totp_secret())
    url = reverse("mfa_reauthenticate")
    refused(signed_in(member), url, {"code": typed}, "code")
    browser = Client()
    login = {"login": NUMBER, "password": "红豆-三月-清明"}
    browser.post(reverse("account_password_login"), login)
    page = refused(browser, reverse("mfa_authenticate"), {"code": typed}, "code")
    assert page.typed("code") == [typed]
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("typed", CODES)
def test_a_code_to_go_on_with_that_is_none(
    stranger: User, outbox: list, typed: str
) -> None:
    browser, url = signed_in(stranger), reverse("account_reauthenticate_by_code")
    browser.post(url, {"action": "send"})
    page = refused(browser, url, {"code": typed}, "code")
    assert page.typed("code") == [typed]
