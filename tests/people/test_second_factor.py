"""A second step for whoever works for the school, and for whoever wants one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.people.access import owes_second_factor
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.people import grant, make_user
from tests.factories.second_factor import (
    app_code,
    make_app,
    make_passkey,
    make_recovery_codes,
)

SAFETY, APP = reverse("mfa_index"), reverse("mfa_activate_totp")
SECOND, AGAIN = reverse("mfa_authenticate"), reverse("mfa_reauthenticate")
CODES = reverse("mfa_view_recovery_codes")
PASSWORD = "红豆-三月-清明"


@pytest.fixture
def required(settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def member(db: None) -> User:
    user = make_user("13800001111")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def with_password(user: User) -> Client:
    """As far as the password opens the account."""
    browser = Client()
    typed = {"login": user.phone, "password": PASSWORD}
    browser.post(reverse("account_password_login"), typed)
    return browser


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize(
    "colleague",
    [
        "registrar",
        "auditor",
        "editor",
        "instructor",
        "assistant",
        "examiner",
        "superuser",
    ],
)
def test_whoever_works_here_owes_one(
    colleague: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(colleague)
    assert owes_second_factor(user)
    make_recovery_codes(user)
    assert owes_second_factor(user), "recovery codes alone are none"
    make_passkey(user)
    assert not owes_second_factor(user)


@pytest.mark.usefixtures("required")
def test_one_right_makes_a_colleague_and_a_trainee_is_none(
    stranger: User, trainee: Person, company_contact: User
) -> None:
    assert not owes_second_factor(stranger)
    assert not owes_second_factor(trainee.user)
    assert not owes_second_factor(company_contact)
    assert owes_second_factor(grant(stranger, "people.view_person"))
    assert signed_in(trainee).get(reverse("portal:today")).status_code == 200


def test_where_it_is_not_required_nobody_is_asked(superuser: User) -> None:
    assert signed_in(superuser).get("/desk/").status_code == 200


@pytest.mark.usefixtures("required")
def test_the_desk_opens_after_an_app_is_set_up(
    registrar: User, django_capture_on_commit_callbacks
) -> None:
    browser = signed_in(registrar)
    led = browser.get("/desk/?q=1")
    assert led.url == f"{SAFETY}?next=%2Fdesk%2F%3Fq%3D1"
    page = browser.get(led.url)
    assert page.context["owes"]
    assert reverse("mfa_add_webauthn") in page.text
    secret = browser.get(APP).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post(APP, {"code": app_code(secret)})
    assert done.url == CODES
    codes = browser.get(CODES)
    assert 'href="/desk/?q=1"' in codes.text
    assert len(codes.context["unused_codes"]) == 10
    assert 'href="/desk/?q=1"' in browser.get(SAFETY).text
    assert 'href="/desk/?q=1"' not in browser.get(SAFETY).text, "said once"
    assert browser.get("/desk/").status_code == 200
    added = Entry.objects.filter(verb="people.add_second_factor")
    assert {entry.data["kind"] for entry in added} == {"totp", "recovery_codes"}


@pytest.mark.usefixtures("required")
def test_nothing_else_is_done_before(registrar: User) -> None:
    browser = signed_in(registrar)
    before = User.objects.get(pk=registrar.pk)
    for address in ("/desk/", reverse("people:town"), "/account/email/", "/media/a"):
        assert browser.get(address)["Location"].startswith(SAFETY), address
    asked_for_data = browser.get("/desk/", headers={"Accept": "application/json"})
    assert asked_for_data.status_code == 403
    number = {"phone": "13800009999"}
    assert browser.post(reverse("account_change_phone"), number).status_code == 403
    assert browser.post(reverse("people:town"), {"town": "甲"}).status_code == 403
    assert User.objects.get(pk=registrar.pk).phone == before.phone
    assert browser.post(reverse("account_logout")).url == "/"
    assert not is_signed_in(browser)


def test_signing_in_takes_both_steps(member: User) -> None:
    secret = make_app(member)
    browser = with_password(member)
    assert not is_signed_in(browser)
    assert browser.get(reverse("portal:today")).status_code == 302
    page = browser.get(SECOND)
    assert page.status_code == 200
    assert browser.post(SECOND, {"code": "000000"}).status_code == 200
    assert not is_signed_in(browser)
    browser.post(SECOND, {"code": app_code(secret)})
    assert is_signed_in(browser)


def test_a_code_by_sms_is_one_step_only(member: User, outbox: list) -> None:
    secret = make_app(member)
    browser = Client()
    browser.post(reverse("account_login"), {"phone": member.phone})
    code = re.search(r"\b\d{6}\b", outbox[-1][1])[0]
    asked = browser.post(reverse("account_confirm_login_code"), {"code": code})
    assert asked.url == SECOND
    assert not is_signed_in(browser)
    browser.post(SECOND, {"code": app_code(secret)})
    assert is_signed_in(browser)


def test_a_recovery_code_opens_once(member: User) -> None:
    make_app(member)
    code = make_recovery_codes(member)[0]
    for is_open in (True, False):
        browser = with_password(member)
        # As it is read from the page, in fours.
        browser.post(SECOND, {"code": f"{code[:4]} {code[4:]}"})
        assert is_signed_in(browser) == is_open


def test_a_code_of_the_app_opens_once(member: User) -> None:
    code = app_code(make_app(member))
    for is_open in (True, False):
        browser = with_password(member)
        browser.post(SECOND, {"code": code})
        assert is_signed_in(browser) == is_open


def test_a_code_of_the_app_opens_once_while_it_is_believed(member: User) -> None:
    """allauth by itself forgets after half a minute that it was used."""
    code = app_code(make_app(member))
    for is_open in (True, False):
        browser = with_password(member)
        browser.post(SECOND, {"code": code})
        assert is_signed_in(browser) == is_open
        cache.delete(f"allauth.mfa.totp.used?user={member.pk}&code={code}")


def test_a_password_does_not_stand_in_for_the_second_step(member: User) -> None:
    secret = make_app(member)
    browser = signed_in(member, long_ago=True)
    asked = browser.get(reverse("mfa_generate_recovery_codes"))
    assert asked.url.startswith(AGAIN)
    by_password = reverse("account_reauthenticate")
    assert browser.post(by_password, {"password": PASSWORD}).url.startswith(AGAIN)
    there = reverse("mfa_generate_recovery_codes")
    answer = browser.post(AGAIN, {"code": app_code(secret), "next": there})
    assert answer.url == there
    assert browser.get(there).status_code == 200


def test_what_the_app_knows_is_sealed(member: User) -> None:
    secret = make_app(member)
    codes = make_recovery_codes(member)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_taking_the_app_away_is_journalled(member: User) -> None:
    secret = make_app(member)
    make_recovery_codes(member)
    browser = signed_in(member)
    browser.post(AGAIN, {"code": app_code(secret)})
    page = browser.get(reverse("mfa_deactivate_totp"))
    assert page.status_code == 200
    browser.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists(), "the recovery codes go with it"
    assert Entry.objects.filter(verb="people.remove_second_factor").count() == 2


def test_passkeys_are_renamed_and_removed_by_their_owner_alone(
    member: User, stranger: User
) -> None:
    secret, passkey = make_app(member), make_passkey(member)
    browser = signed_in(member)
    browser.post(AGAIN, {"code": app_code(secret)})
    assert "Android · Chrome" in browser.get(SAFETY).text
    rename = reverse("mfa_edit_webauthn", args=[passkey.pk])
    assert browser.get(rename).status_code == 200
    assert browser.post(rename, {"name": "家里的电脑"}).url == SAFETY
    assert "家里的电脑" in browser.get(SAFETY).text
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        address = reverse(name, args=[passkey.pk])
        assert signed_in(stranger).get(address).status_code == 404
    remove = reverse("mfa_remove_webauthn", args=[passkey.pk])
    assert "家里的电脑" in browser.get(remove).text
    assert browser.post(remove).url == SAFETY
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()


def test_an_address_without_a_name_makes_no_passkey(stranger: User) -> None:
    browser, url = signed_in(stranger), reverse("mfa_add_webauthn")
    assert not browser.get(url).context["is_by_number"]
    by_number = browser.get(url, headers={"host": "127.0.0.1:8000"})
    assert by_number.context["is_by_number"]
