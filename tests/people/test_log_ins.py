"""Who came in and who did not leaves a line: seen by its owner and by the auditor."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.lib.log_lines import WhoAsked
from school.people.models import LogIn, Person, User
from school.people.tasks import forget_log_ins
from tests.cast import signed_in
from tests.factories.people import make_user
from tests.factories.second_factor import app_code, make_app, make_passkey

LOGIN, BY_PASSWORD = reverse("account_login"), reverse("account_password_login")
CODE, SECOND = reverse("account_confirm_login_code"), reverse("mfa_authenticate")
SESSIONS = reverse("usersessions_list")
PASSWORD, WRONG = "红豆-三月-清明", "falsch-geraten"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1"

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db: None) -> User:
    user = make_user("13800001111")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def typed(user: User | str, password: str = PASSWORD) -> Client:
    browser = Client(headers={"user-agent": PHONE})
    number = user if isinstance(user, str) else user.phone
    browser.post(BY_PASSWORD, {"login": number, "password": password})
    return browser


def notes() -> list[tuple[str, str, str]]:
    found = LogIn.objects.order_by("pk")
    return list(found.values_list("outcome", "way", "second"))


def test_a_log_in_by_password_names_account_and_device(member: User) -> None:
    typed(member)
    assert notes() == [("in", "password", "")]
    note = LogIn.objects.get()
    assert (note.user, note.device) == (member, "iPhone · Safari")


def test_a_log_in_by_code_is_noted_and_so_is_a_wrong_code(
    member: User, outbox: list
) -> None:
    browser = Client()
    browser.post(LOGIN, {"phone": member.phone})
    code = re.search(r"\b\d{6}\b", outbox[-1][1])[0]
    browser.post(CODE, {"code": "000000" if code != "000000" else "000001"})
    browser.post(CODE, {"code": code})
    assert notes() == [("wrong", "code", ""), ("in", "code", "")]


def test_signing_up_is_a_log_in_by_code(db: None, outbox: list) -> None:
    browser = Client()
    browser.post(reverse("account_signup"), {"phone": "13800002222"})
    code = re.search(r"\b\d{6}\b", outbox[-1][1])[0]
    browser.post(reverse("account_verify_phone"), {"code": code})
    assert notes() == [("in", "code", "")]


def test_both_steps_stand_in_one_line(member: User) -> None:
    secret = make_app(member)
    browser = typed(member)
    assert notes() == [], "half way in is not in"
    browser.post(SECOND, {"code": "000000"})
    browser.post(SECOND, {"code": app_code(secret)})
    assert notes() == [("wrong", "totp", ""), ("in", "password", "totp")]


def test_a_wrong_passkey_is_noted(member: User) -> None:
    make_passkey(member)
    browser = typed(member)
    browser.post(SECOND, {"credential": "[1]"})
    assert notes() == [("wrong", "webauthn", "")]


def test_guessing_leaves_each_try_and_one_line_that_it_was_stopped(
    member: User,
) -> None:
    for _try in range(8):
        typed(member, WRONG)
    assert notes() == [("wrong", "password", "")] * 5 + [("stopped", "password", "")]


def test_a_number_that_nobody_has_is_only_counted(member: User, outbox: list) -> None:
    for last in range(3):
        typed(f"1390000000{last}", WRONG)
    Client().post(LOGIN, {"phone": "13900000009"})
    rows = LogIn.objects.order_by("pk").values_list("user", "way", "count", "device")
    assert list(rows) == [(None, "password", 3, ""), (None, "code", 1, "")]


def test_nothing_that_was_typed_is_kept(member: User) -> None:
    typed(member, WRONG)
    typed("13900000001", WRONG)
    kept = str(list(LogIn.objects.values()))
    for word in (WRONG, member.phone, "13900000001"):
        assert word not in kept


def test_showing_once_more_is_noted_whichever_way_it_goes(
    member: User, outbox: list
) -> None:
    browser = signed_in(member, long_ago=True)
    by_password = reverse("account_reauthenticate")
    browser.post(by_password, {"password": WRONG})
    browser.post(by_password, {"password": PASSWORD})
    by_code = reverse("account_reauthenticate_by_code")
    browser.post(by_code, {"action": "send"})
    code = re.search(r"\b\d{6}\b", outbox[-1][1])[0]
    browser.post(by_code, {"code": "000000" if code != "000000" else "000001"})
    browser.post(by_code, {"code": code})
    assert notes() == [
        ("again_wrong", "password", ""),
        ("again", "password", ""),
        ("again_wrong", "code", ""),
        ("again", "code", ""),
    ]


def test_so_is_the_second_step_asked_again(member: User) -> None:
    secret = make_app(member)
    browser = signed_in(member, long_ago=True)
    again = reverse("mfa_reauthenticate")
    browser.post(again, {"code": "000000"})
    browser.post(again, {"code": app_code(secret)})
    assert notes() == [("again_wrong", "totp", ""), ("again", "totp", "")]


def test_she_sees_her_own_and_nobody_elses(member: User, classmate: Person) -> None:
    typed(member, WRONG)
    page = typed(member).get(SESSIONS)
    assert [note.outcome for note in page.context["log_ins"]] == ["in", "wrong"]
    assert "未能登录" in page.text
    other = signed_in(classmate).get(SESSIONS)
    assert list(other.context["log_ins"]) == []


def test_the_auditor_reads_all_and_nobody_changes_one(
    member: User, auditor: User, registrar: User
) -> None:
    typed(member)
    page = signed_in(auditor).get("/desk/login/")
    assert "登录成功" in page.text
    assert member.phone not in page.text
    assert signed_in(registrar).get("/desk/login/").status_code == 302


def test_they_go_after_half_a_year(member: User) -> None:
    typed(member)
    assert forget_log_ins() == 0
    LogIn.objects.update(at=timezone.now() - timedelta(days=191))
    assert forget_log_ins() == 1


def test_a_refused_request_says_whose_it_was(
    member: User, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(member).get("/nowhere/")
    Client().get("/nowhere/")
    said = []
    for record in caplog.records:
        if record.levelno == logging.WARNING and WhoAsked().filter(record):
            said.append(record.who)
    assert said == [f" (account {member.pk})", " (nobody logged in)"]
