"""Where somebody is signed in: she sees it, and ends it from any of these places."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.people.actions import end_sessions, record_phone, reset_second_factor
from school.people.models import Person, User
from tests.cast import signed_in
from tests.factories.second_factor import app_code, make_app

PAGE = reverse("usersessions_list")
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit Chrome/120 Safari Edg/120"
PASSWORD = "红豆-三月-清明"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(trainee: Person) -> User:
    assert trainee.user
    trainee.user.set_password(PASSWORD)
    trainee.user.save(update_fields=["password"])
    return trainee.user


def browser(user: User, says: str) -> Client:
    """Signed in by the page itself: that is when it is noted."""
    client = Client(headers={"user-agent": says})
    client.post(
        reverse("account_password_login"),
        {"login": user.phone, "password": PASSWORD},
    )
    assert "_auth_user_id" in client.session
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("portal:me")).status_code == 200


def test_she_sees_where_and_which_is_this(user: User) -> None:
    here, _other = browser(user, PHONE), browser(user, DESK)
    page = here.get(PAGE)
    assert [one.words for one in page.context["devices"]] == [
        "iPhone · Safari",
        "Windows · Edge",
    ]
    assert "127.0.0.1" not in page.text
    assert "这台设备" in page.text
    assert PAGE in here.get(reverse("portal:me")).text


def test_she_ends_one_and_the_others_stay(user: User) -> None:
    here, lost, desk = (browser(user, says) for says in (PHONE, PHONE, DESK))
    session = UserSession.objects.get(session_key=lost.session.session_key)
    assert here.post(PAGE, {"session": session.pk}).url == PAGE
    assert [is_in(one) for one in (here, lost, desk)] == [True, False, True]
    entry = Entry.objects.get(verb="people.end_sessions")
    assert (entry.object_id, entry.data) == (str(user.pk), {"count": 1})
    here.post(PAGE, {"session": session.pk})
    assert Entry.objects.filter(verb="people.end_sessions").count() == 1


def test_she_ends_all_others_but_never_this_one(user: User) -> None:
    here, lost, desk = (browser(user, says) for says in (PHONE, PHONE, DESK))
    this = UserSession.objects.get(session_key=here.session.session_key)
    here.post(PAGE, {"session": this.pk})
    assert is_in(here)
    here.post(PAGE)
    assert [is_in(one) for one in (here, lost, desk)] == [True, False, False]


def test_whoever_ends_one_shows_once_more_who_she_is(user: User) -> None:
    desk, here = browser(user, DESK), signed_in(user, long_ago=True)
    assert here.post(PAGE).url.startswith(reverse("account_reauthenticate"))
    assert is_in(desk)
    assert here.get(PAGE).status_code == 200


@pytest.mark.parametrize("number", ["x", "-1", "0", "9" * 40])
def test_nonsense_ends_nothing(user: User, number: str) -> None:
    here, desk = browser(user, PHONE), browser(user, DESK)
    assert here.post(PAGE, {"session": number}).url == PAGE
    assert is_in(desk)


def test_nobody_ends_anothers_but_an_administrator(
    user: User, registrar: User, superuser: User, classmate: Person
) -> None:
    desk = browser(user, DESK)
    session = UserSession.objects.get(user=user)
    signed_in(classmate).post(PAGE, {"session": session.pk})
    assert is_in(desk)
    for by in (registrar, classmate.user):
        with pytest.raises(NotPermitted):
            end_sessions(user, by=by)
    assert end_sessions(user, by=superuser) == 1
    assert not is_in(desk)


def test_another_number_ends_the_others(user: User) -> None:
    here, desk = browser(user, PHONE), browser(user, DESK)
    request = here.get(PAGE).wsgi_request
    with context.request_context(request):
        get_adapter().set_phone(user, "13911112222", True)
    assert [is_in(one) for one in (here, desk)] == [True, False]
    record_phone(user, phone="13911112222", is_verified=True)
    assert is_in(here)


def test_a_new_second_step_ends_the_others(
    user: User, django_capture_on_commit_callbacks
) -> None:
    here, desk = browser(user, PHONE), browser(user, DESK)
    activate = reverse("mfa_activate_totp")
    here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    form = here.get(activate).context["form"]
    with django_capture_on_commit_callbacks(execute=True):
        here.post(activate, {"code": app_code(form.secret)})
    assert [is_in(one) for one in (here, desk)] == [True, False]


def test_a_reset_ends_all(user: User, superuser: User) -> None:
    desk = browser(user, DESK)
    make_app(user)
    reset_second_factor(user, reason="手机丢了", by=superuser)
    assert not is_in(desk)
