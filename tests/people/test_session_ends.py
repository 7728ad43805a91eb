"""A session ends by itself, says so, and loses nothing that was typed into a form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from school.people.models import Person, User
from school.people.roles import Role
from tests.cast import signed_in

ME, LOGIN = reverse("portal:me"), reverse("account_password_login")
TOWN = reverse("people:town")
PASSWORD = "红豆-三月-清明"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
Later = Callable[[float], None]

pytestmark = pytest.mark.django_db


def is_in(browser: Client) -> bool:
    return browser.get(ME).status_code == 200


@pytest.fixture
def worker(trainee: Person) -> User:
    assert trainee.user
    trainee.user.set_password(PASSWORD)
    trainee.user.save(update_fields=["password"])
    return trainee.user


def logged_in(user: User, browser: Client | None = None, **typed: str) -> Client:
    browser = browser or Client()
    browser.post(LOGIN, {"login": user.phone, "password": PASSWORD, **typed})
    return browser


@pytest.mark.parametrize("colleague", ["registrar", "instructor", "superuser"])
def test_a_colleague_who_does_nothing_for_two_hours_is_out(
    colleague: str, request: pytest.FixtureRequest, later: Later
) -> None:
    browser = signed_in(request.getfixturevalue(colleague))
    later(119 * MINUTE)
    assert is_in(browser)
    later(121 * MINUTE)
    assert not is_in(browser)


def test_a_colleague_who_goes_on_is_out_after_twelve_hours(
    instructor: User, later: Later
) -> None:
    browser = signed_in(instructor)
    for _hour in range(11):
        later(HOUR)
        assert is_in(browser)
    later(HOUR + 1)
    assert not is_in(browser)


def test_her_own_phone_keeps_a_worker_for_longer(worker: User, later: Later) -> None:
    browser = signed_in(worker)
    for _week in range(2):
        later(13 * DAY)
        assert is_in(browser)
    later(5 * DAY)
    assert not is_in(browser)


def test_but_not_where_she_never_comes(worker: User, later: Later) -> None:
    browser = signed_in(worker)
    later(14 * DAY + 1)
    assert not is_in(browser)


def test_a_shared_phone_forgets_her_after_half_an_hour(
    worker: User, later: Later
) -> None:
    browser = logged_in(worker, shared="on")
    later(29 * MINUTE)
    assert is_in(browser)
    later(31 * MINUTE)
    assert not is_in(browser)
    logged_in(worker, browser)
    later(31 * MINUTE)
    assert is_in(browser), "not said the second time"


def test_who_begins_to_work_here_is_a_colleague_at_the_next_look(
    worker: User, later: Later, instructor: User
) -> None:
    browser = signed_in(worker)
    worker.groups.set(instructor.groups.all())
    later(DAY)
    assert is_in(browser), "found out by this request"
    later(121 * MINUTE)
    assert not is_in(browser)


def test_it_is_said_plainly_and_once(registrar: User, later: Later) -> None:
    browser = signed_in(registrar)
    later(3 * HOUR)
    page = browser.get(ME, follow=True)
    assert "已有2 小时没有操作" in page.text
    assert page.redirect_chain[0][0] == f"{reverse('account_login')}?next={ME}"
    assert "已有" not in browser.get(reverse("account_login")).text


def test_each_reads_how_long_it_lasts(worker: User, registrar: User) -> None:
    sessions = reverse("usersessions_list")
    page = signed_in(worker).get(sessions).text
    assert "14 天" in page and "30 天" in page
    page = signed_in(registrar).get(sessions).text
    assert "2 小时" in page and "12 小时" in page


def test_what_was_typed_is_sent_after_logging_in_again(
    worker: User, later: Later
) -> None:
    browser = signed_in(worker)
    later(15 * DAY)
    asked = browser.post(TOWN, {"town": "松市镇"})
    assert asked.url == f"{reverse('account_login')}?next={TOWN}"
    worker.person.refresh_from_db()
    assert worker.person.town != "松市镇"
    assert "松市镇" not in str(dict(browser.session)), "kept sealed"
    logged_in(worker, browser, next=TOWN)
    worker.person.refresh_from_db()
    assert worker.person.town == "松市镇"


def test_it_is_kept_though_another_request_found_the_end(
    worker: User, later: Later
) -> None:
    """The page was open all night; something in it asked the school first."""
    browser = signed_in(worker)
    later(15 * DAY)
    browser.get(ME)
    later(10 * MINUTE)
    browser.post(TOWN, {"town": "松市镇"})
    browser.post(TOWN, {"town": "浒湾镇"}, headers={"sec-fetch-dest": "empty"})
    logged_in(worker, browser, next=TOWN)
    worker.person.refresh_from_db()
    assert worker.person.town == "松市镇"


def test_nothing_is_kept_of_who_was_never_logged_in(worker: User, later: Later) -> None:
    browser = Client()
    browser.post(TOWN, {"town": "松市镇"})
    logged_in(worker, browser, next=TOWN)
    worker.person.refresh_from_db()
    assert worker.person.town != "松市镇"


def test_who_owes_a_second_step_adds_it_before_anything_is_sent(
    worker: User, settings: Any, later: Later
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    worker.groups.add(Group.objects.get(name=Role.INSTRUCTOR.value))
    browser = signed_in(worker)
    later(15 * DAY)
    browser.post(TOWN, {"town": "松市镇"})
    logged_in(worker, browser, next=TOWN)
    worker.person.refresh_from_db()
    assert worker.person.town != "松市镇"


def test_an_open_editor_does_not_keep_her_in_by_itself(
    registrar: User, later: Later
) -> None:
    """Wagtail's asks every ten seconds who else is at work, whoever sits before it."""
    browser = signed_in(registrar)
    ping = reverse(
        "wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", "1", 1]
    )
    for _quarter in range(9):
        later(15 * MINUTE)
        browser.post(ping)
    assert not is_in(browser)


def test_it_is_not_sent_for_somebody_else_nor_from_elsewhere_nor_late(
    worker: User, classmate: Person, later: Later
) -> None:
    assert classmate.user
    classmate.user.set_password(PASSWORD)
    classmate.user.save(update_fields=["password"])
    for user, there, wait in (
        (classmate.user, TOWN, 0),
        (worker, ME, 0),
        (worker, TOWN, 16 * MINUTE),
    ):
        browser = signed_in(worker)
        later(15 * DAY)
        browser.post(TOWN, {"town": "松市镇"})
        later(wait)
        logged_in(user, browser, next=there)
    for person in (worker.person, classmate):
        person.refresh_from_db()
        assert person.town != "松市镇"


def test_a_machine_in_the_page_is_sent_away_as_ever(
    instructor: User, later: Later
) -> None:
    """The sheets on a phone keep what was not taken, and send it after the next log-in."""
    browser = signed_in(instructor)
    later(3 * HOUR)
    answer = browser.post(
        TOWN,
        "{}",
        content_type="application/json",
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 302
    assert "typed_before_the_end" not in browser.session


def test_a_page_costs_no_write_to_say_that_she_is_there(
    worker: User, later: Later
) -> None:
    browser = signed_in(worker)
    browser.get(ME)
    before = browser.session["seen"]
    later(HOUR)
    browser.get(ME)
    assert browser.session["seen"] == before
    later(DAY)
    browser.get(ME)
    assert browser.session["seen"] > before
