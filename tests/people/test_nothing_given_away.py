"""No answer says whether a number has an account, and no stranger shuts its owner out."""

import re

import pytest
from allauth.account.adapter import get_adapter
from django.contrib.auth import hashers
from django.test import Client, RequestFactory
from django.urls import reverse

from school.people.models import User
from tests.factories.people import make_user

KNOWN, BARE, UNKNOWN = "13800001111", "13800003333", "13800002222"
RIGHT, WRONG = "红豆-三月-清明", "青豆-四月-谷雨"
LOGIN, PASSWORD = reverse("account_login"), reverse("account_password_login")
SIGNUP, CODE = reverse("account_signup"), reverse("account_confirm_login_code")
RESET = reverse("account_reset_password")
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|nonce[-"=\s]*)[\w-]+')

OF_EACH_ANSWER = ("X-Request-ID", "Expires", "Server-Timing")


@pytest.fixture
def owner(outbox: list) -> User:
    user = make_user(KNOWN)
    user.set_password(RIGHT)
    user.save(update_fields=["password"])
    return user


def answered(address: str, number: str, **typed: str) -> list[object]:
    """Answer, headers and the page it leads to, without tokens and the number itself."""
    browser = Client()
    browser.get(address)
    field = "login" if address == PASSWORD else "phone"
    answer = browser.post(address, {field: number, **typed})
    pages = [answer]
    if answer.status_code == 302:
        pages.append(browser.get(answer["Location"]))
    seen: list[object] = []
    for page in pages:
        text = TOKEN.sub(b"", page.content).replace(number.encode(), b"")
        headers = {**page.headers, **dict.fromkeys(OF_EACH_ANSWER, "")}
        seen += [page.status_code, text, sorted(headers.items())]
    return [*seen, sorted(browser.cookies)]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        (LOGIN, {}),
        (PASSWORD, {"password": WRONG}),
        (SIGNUP, {}),
        (RESET, {}),
    ],
)
def test_a_known_number_is_answered_as_an_unknown_one(
    owner: User, address: str, typed: dict[str, str]
) -> None:
    make_user(BARE)
    seen = [answered(address, number, **typed) for number in (KNOWN, BARE, UNKNOWN)]
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize("number", [KNOWN, BARE, UNKNOWN])
def test_a_password_is_worked_on_whether_there_is_one_or_not(
    owner: User, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user(BARE)
    worked: list[str] = []
    kind = type(hashers.get_hasher())
    before = kind.encode

    def encode(self: object, password: str, salt: str) -> str:
        worked.append(password)
        return before(self, password, salt)

    monkeypatch.setattr(kind, "encode", encode)
    Client().post(PASSWORD, {"login": number, "password": WRONG})
    assert len(worked) == 1


def guess(number: str, times: int = 5) -> None:
    for _ in range(times):
        Client().post(PASSWORD, {"login": number, "password": WRONG})


def opens(browser: Client, number: str = KNOWN) -> bool:
    browser.post(PASSWORD, {"login": number, "password": RIGHT})
    return "_auth_user_id" in browser.session


def test_guesses_at_one_number_shut_nobody_else_out(owner: User) -> None:
    other = make_user(BARE)
    other.set_password(RIGHT)
    other.save(update_fields=["password"])
    guess(BARE)
    assert not opens(Client(), BARE)
    assert opens(Client())


def test_guesses_do_not_stop_the_owner_from_logging_in_with_a_code(
    owner: User, outbox: list
) -> None:
    guess(KNOWN)
    assert not opens(Client())
    browser = Client()
    browser.post(LOGIN, {"phone": KNOWN})
    code = re.search(r"\b\d{6}\b", outbox[-1][1])
    assert code
    browser.post(CODE, {"code": code[0]})
    assert "_auth_user_id" in browser.session


def test_guesses_do_not_stop_the_owner_where_she_has_logged_in_before(
    owner: User,
) -> None:
    hers = Client()
    assert opens(hers)
    cookie = hers.cookies["known_device"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    hers.post(reverse("account_logout"))
    guess(KNOWN)
    assert not opens(Client())
    assert opens(hers)


def test_with_her_browser_too_only_few_guesses_are_free(owner: User) -> None:
    hers = Client()
    assert opens(hers)
    hers.post(reverse("account_logout"))
    for _ in range(5):
        hers.post(PASSWORD, {"login": KNOWN, "password": WRONG})
    assert not opens(hers)
    assert opens(Client()), "nor do they shut out who comes by another"


def test_a_browser_known_for_one_account_is_not_known_for_another(owner: User) -> None:
    make_user(BARE)
    hers = Client()
    assert opens(hers)
    request = RequestFactory().get(
        "/", headers={"Cookie": f"known_device={hers.cookies['known_device'].value}"}
    )
    keys = get_adapter(request)._get_login_attempts_cache_key
    assert keys(request, phone=KNOWN) != f"{KNOWN}:"
    assert keys(request, phone=BARE) == f"{BARE}:"
    assert keys(request, phone=UNKNOWN) == f"{UNKNOWN}:"


@pytest.mark.parametrize("made_up", ["", "x", "e30:1:2", "{}"])
def test_a_made_up_cookie_makes_nothing_known(owner: User, made_up: str) -> None:
    guess(KNOWN)
    browser = Client()
    browser.cookies["known_device"] = made_up
    assert not opens(browser)


def test_the_cookie_remembers_a_family_and_no_more(owner: User) -> None:
    browser = Client()
    for serial in range(6):
        user = make_user(f"1380000444{serial}")
        user.set_password(RIGHT)
        user.save(update_fields=["password"])
        assert opens(browser, user.phone)
        browser.post(reverse("account_logout"))
    assert len(browser.cookies["known_device"].value) < 400
