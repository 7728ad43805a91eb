"""Who does what matters most shows once more who she is, and then goes on where she was."""

import re
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.people.models import Person, User
from school.privacy.models import PersonalExport
from tests.cast import LONG, signed_in
from tests.factories.people import make_user
from tests.factories.second_factor import app_code, make_app

PASSWORD = "红豆-三月-清明"
BY_PASSWORD = reverse("account_reauthenticate")
BY_APP = reverse("mfa_reauthenticate")
BY_CODE = reverse("account_reauthenticate_by_code")
PERSONAL = reverse("privacy:mine")


@pytest.fixture
def colleague(db: None) -> User:
    """One whose second step can be reset."""
    user = make_user("13800002222", display_name="周护士长", is_staff=True)
    make_app(user)
    return user


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def address_of(colleague: User) -> str:
    return reverse("people_desk:reset_second_factor", args=[colleague.pk])


def code_in(outbox: list[tuple[str, str]]) -> str:
    found = re.search(r"\b\d{6}\b", outbox[-1][1])
    assert found
    return found[0]


def grow_old(browser: Client) -> None:
    """As though all that was shown had been shown the day before."""
    session = browser.session
    for one in session["account_authentication_methods"]:
        one["at"] -= LONG
    session.save()


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()


def test_a_log_in_by_password_counts(superuser: User, colleague: User) -> None:
    browser = Client()
    typed = {"login": with_password(superuser).phone, "password": PASSWORD}
    browser.post(reverse("account_password_login"), typed)
    assert browser.get(address_of(colleague)).status_code == 200
    grow_old(browser)
    assert browser.get(address_of(colleague)).status_code == 302


def test_a_log_in_by_code_counts(trainee: Person, outbox: list) -> None:
    browser = Client()
    browser.post(reverse("account_login"), {"phone": trainee.user.phone})
    confirm = reverse("account_confirm_login_code")
    browser.post(confirm, {"code": code_in(outbox)})
    assert browser.post(reverse("privacy:ask")).url == PERSONAL
    assert PersonalExport.objects.filter(person=trainee).exists()


def test_what_is_typed_waits_until_she_has_shown_who_she_is(
    superuser: User, colleague: User
) -> None:
    browser = signed_in(with_password(superuser), long_ago=True)
    there = address_of(colleague)
    asked = browser.post(there, {"reason": "手机丢了，当面见过。"})
    assert asked.url.startswith(f"{BY_PASSWORD}?next=")
    assert colleague.authenticator_set.exists()
    kept = str(browser.session["account_reauthentication_state"])
    assert "手机" not in kept and "%E6%89" not in kept, "kept sealed"
    page = browser.get(asked.url)
    assert page.context["redirect_field_value"] == there
    assert reverse("account_reset_password") not in page.text
    wrong = browser.post(BY_PASSWORD, {"password": "不对-不对-不对", "next": there})
    assert wrong.status_code == 200
    assert colleague.authenticator_set.exists()
    browser.post(BY_PASSWORD, {"password": PASSWORD, "next": there})
    assert not colleague.authenticator_set.exists()
    entry = Entry.objects.get(verb="people.reset_second_factor")
    assert entry.reason == "手机丢了，当面见过。"
    assert entry.actor_id == str(superuser.pk)


def test_what_was_sent_and_left_is_not_done_by_a_later_look(
    superuser: User, colleague: User
) -> None:
    browser = signed_in(with_password(superuser), long_ago=True)
    there = address_of(colleague)
    browser.post(there, {"reason": "手机丢了"})
    browser.get(there)
    back = browser.post(BY_PASSWORD, {"password": PASSWORD, "next": there})
    assert back.url == there
    assert browser.get(there).status_code == 200
    assert colleague.authenticator_set.exists()


def test_what_was_sent_too_long_ago_is_shown_again_instead(
    superuser: User, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(with_password(superuser), long_ago=True)
    there = address_of(colleague)
    browser.post(there, {"reason": "手机丢了"})
    now = time.time()
    monkeypatch.setattr("school.ui.step_up.time.time", lambda: now + 20 * 60)
    back = browser.post(BY_PASSWORD, {"password": PASSWORD, "next": there})
    assert back.url == there
    assert colleague.authenticator_set.exists()


def test_what_another_window_sent_is_not_done_in_this_one(
    superuser: User, colleague: User
) -> None:
    browser = signed_in(with_password(superuser), long_ago=True)
    other = reverse("wagtailusers_users:edit", args=[colleague.pk])
    asked = browser.get(other)
    browser.post(address_of(colleague), {"reason": "手机丢了"})
    assert asked.url.startswith(BY_PASSWORD)
    back = browser.post(BY_PASSWORD, {"password": PASSWORD, "next": other})
    assert back.url == other
    assert colleague.authenticator_set.exists()


def test_nobody_is_sent_to_another_site(superuser: User, colleague: User) -> None:
    browser = signed_in(with_password(superuser), long_ago=True)
    browser.get(address_of(colleague))
    elsewhere = {"password": PASSWORD, "next": "https://example.org/"}
    assert browser.post(BY_PASSWORD, elsewhere).url == address_of(colleague)


def test_who_has_a_second_step_is_asked_for_nothing_less(
    superuser: User, colleague: User
) -> None:
    secret = make_app(with_password(superuser))
    browser = signed_in(superuser, long_ago=True)
    there = address_of(colleague)
    assert browser.get(there).url.startswith(BY_APP)
    for weaker in (BY_PASSWORD, BY_CODE):
        sent_on = browser.post(weaker, {"password": PASSWORD, "action": "send"})
        assert sent_on.url.startswith(BY_APP)
    browser.get(there)
    back = browser.post(BY_APP, {"code": app_code(secret), "next": there})
    assert back.url == there
    assert browser.get(there).status_code == 200


def test_who_has_neither_password_nor_second_step_gets_a_code(
    trainee: Person, outbox: list
) -> None:
    browser = signed_in(trainee, long_ago=True)
    asked = browser.post(reverse("privacy:ask"))
    assert asked.url.startswith(BY_CODE)
    assert not PersonalExport.objects.exists()
    page = browser.get(asked.url)
    assert trainee.user.masked_phone in page.text
    assert trainee.user.phone not in page.text
    assert not outbox, "a look sends nothing"
    there = {"next": reverse("privacy:ask")}
    browser.post(BY_CODE, {"action": "send", **there})
    assert outbox[-1][0] == trainee.user.phone
    right = code_in(outbox)
    wrong = browser.post(BY_CODE, {"code": _other(right), **there})
    assert wrong.status_code == 200
    assert not PersonalExport.objects.exists()
    assert browser.post(BY_CODE, {"code": right, **there}).url == PERSONAL
    assert PersonalExport.objects.get().person == trainee
    grow_old(browser)
    browser.get(reverse("privacy:ask_erasure"))
    browser.post(BY_CODE, {"code": right, **there})
    assert browser.get(reverse("privacy:ask_erasure")).status_code == 302, "good once"


def test_a_code_bears_few_tries(trainee: Person, outbox: list) -> None:
    browser = signed_in(trainee, long_ago=True)
    browser.post(BY_CODE, {"action": "send"})
    right = code_in(outbox)
    for _ in range(5):
        browser.post(BY_CODE, {"code": _other(right)})
    browser.post(BY_CODE, {"code": right})
    assert browser.get(reverse("privacy:ask_erasure")).status_code == 302


def test_a_code_runs_out(trainee: Person, outbox: list) -> None:
    browser = signed_in(trainee, long_ago=True)
    browser.post(BY_CODE, {"action": "send"})
    session = browser.session
    session["code_to_go_on"]["at"] -= 11 * 60
    session.save()
    browser.post(BY_CODE, {"code": code_in(outbox)})
    assert browser.get(reverse("privacy:ask_erasure")).status_code == 302


def test_few_codes_are_sent(trainee: Person, outbox: list) -> None:
    browser = signed_in(trainee, long_ago=True)
    for _ in range(5):
        browser.post(BY_CODE, {"action": "send"})
    assert len(outbox) == 3


def test_from_a_file_she_comes_back_to_its_button(superuser: User) -> None:
    browser = signed_in(with_password(superuser), long_ago=True)
    people = reverse("person:index")
    asked = browser.get(f"{people}?p=1&export=xlsx")
    there = {"password": PASSWORD, "next": f"{people}?p=1&export=xlsx"}
    assert asked.url.startswith(BY_PASSWORD)
    assert browser.post(BY_PASSWORD, there).url == f"{people}?p=1"
    assert browser.get(f"{people}?export=xlsx").status_code == 200


def test_a_list_of_the_desk_is_read_without_being_asked(superuser: User) -> None:
    browser = signed_in(superuser, long_ago=True)
    assert browser.get(reverse("person:index")).status_code == 200


def test_within_a_quarter_of_an_hour_nothing_asks(
    superuser: User, colleague: User, settings
) -> None:
    browser = signed_in(superuser)
    session = browser.session
    shown = session["account_authentication_methods"][-1]
    shown["at"] -= 14 * 60
    session.save()
    assert browser.get(address_of(colleague)).status_code == 200
    settings.STEP_UP_MINUTES = 13
    assert browser.get(address_of(colleague)).status_code == 302


def test_what_another_account_showed_does_not_count(
    superuser: User, colleague: User
) -> None:
    browser = signed_in(superuser)
    session = browser.session
    session["account_authentication_methods_user"] = str(colleague.pk)
    session.save()
    assert browser.get(address_of(colleague)).status_code == 302


def _other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"
