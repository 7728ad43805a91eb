"""Who has several roles sees which she works as at the desk, and switches: never to more than she has."""

import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from school.people.models import Person, User
from school.people.roles import Role
from school.privacy.models import EmergencyLook
from tests.cast import signed_in
from tests.costs import asked
from tests.factories.contests import make_contest
from tests.factories.people import grant, make_user
from tests.people.test_step_up import PASSWORD, grow_old
from tests.privacy.test_emergency import TYPED

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
PAGE = reverse("people_desk:working_as")
CHOOSE = reverse("people_desk:work_as")
POINTS = reverse("posting:index")
CERTIFICATES = reverse("certificate:index")
PAGES = reverse("wagtailadmin_explore_root")


def role(name: Role) -> Group:
    return Group.objects.get(name=name.value)


@pytest.fixture
def both(db: None) -> User:
    """Keeps points and certificates."""
    user = make_user(display_name="双岗", role=Role.POINTS_OFFICER, is_staff=True)
    user.groups.add(role(Role.CERTIFICATE_OFFICER))
    return user


@pytest.fixture
def desk(both: User) -> Client:
    return signed_in(both)


def works_as(client: Client, name: Role | None) -> Any:
    return client.post(CHOOSE, {"role": role(name).pk if name else ""}, follow=True)


def opens(client: Client, address: str) -> bool:
    answer = client.get(address, follow=True)
    # Wagtail sends whoever may not do something to the desk's first screen.
    turned_away = (HOME, 302) in getattr(answer, "redirect_chain", [])
    return answer.status_code == 200 and not turned_away


def menu(client: Client) -> dict[str, str]:
    """Names and labels of the sidebar, the inner ones too."""
    text = client.get(HOME).text
    props = re.search(
        r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', text, re.DOTALL
    )
    assert props
    found: dict[str, str] = {}

    def take(told: Any) -> None:
        if isinstance(told, dict):
            name, label = told.get("name"), told.get("label")
            if isinstance(name, str):
                found[name] = str(label)
            told = list(told.values())
        for one in told if isinstance(told, list) else []:
            take(one)

    take(json.loads(props[1]))
    return found


def test_at_first_she_is_all_of_them(desk: Client) -> None:
    assert menu(desk)["working-as"] == "全部角色"
    assert opens(desk, POINTS)
    assert opens(desk, CERTIFICATES)


def test_one_role_closes_what_only_the_other_may(desk: Client) -> None:
    page = works_as(desk, Role.CERTIFICATE_OFFICER)
    assert "证书专员" in page.text
    assert menu(desk)["working-as"] == "证书专员"
    assert opens(desk, CERTIFICATES)
    assert not opens(desk, POINTS)
    works_as(desk, Role.POINTS_OFFICER)
    assert opens(desk, POINTS)
    assert not opens(desk, CERTIFICATES)
    works_as(desk, None)
    assert opens(desk, POINTS)
    assert opens(desk, CERTIFICATES)


def test_menu_first_screen_and_search_follow(desk: Client) -> None:
    whole = set(menu(desk))
    works_as(desk, Role.CERTIFICATE_OFFICER)
    narrowed = set(menu(desk))
    assert narrowed < whole
    found = desk.get(reverse("cms_desk:search"), {"q": "春花"}).context["kinds"]
    works_as(desk, Role.POINTS_OFFICER)
    assert "证书" in found
    assert "证书" not in desk.get(reverse("cms_desk:search")).context["kinds"]


def test_a_verb_of_another_role_is_refused(desk: Client) -> None:
    address = reverse("points_desk:award")
    assert opens(desk, address)
    works_as(desk, Role.CERTIFICATE_OFFICER)
    assert desk.post(address, {}).status_code in {302, 403}
    assert not opens(desk, address)


@pytest.mark.parametrize(
    ("name", "looks"),
    [(Role.AUDITOR, 0), (Role.REGISTRAR, 1)],
    ids=["not hers", "hers"],
)
def test_what_is_sent_after_she_showed_who_she_is_keeps_to_the_role(
    name: Role, looks: int, trainee: Person
) -> None:
    cache.clear()
    user = make_user(display_name="双岗", role=Role.REGISTRAR, is_staff=True)
    user.groups.add(role(Role.AUDITOR))
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    browser = signed_in(user)
    works_as(browser, name)
    grow_old(browser)
    there = reverse("privacy_desk:open_emergency", args=[trainee.code])
    asked_again = browser.post(there, TYPED)
    if asked_again.url != HOME:
        browser.post(asked_again.url, {"password": PASSWORD, "next": there})
    assert EmergencyLook.objects.count() == looks


@pytest.mark.parametrize("name", [Role.REGISTRAR, Role.AUDITOR])
def test_nobody_becomes_what_she_is_not(desk: Client, name: Role) -> None:
    works_as(desk, name)
    assert menu(desk)["working-as"] == "全部角色"
    assert not opens(desk, reverse("journal:index"))
    session = desk.session
    session["working_as"] = role(name).pk
    session.save()
    assert not opens(desk, reverse("journal:index"))
    assert opens(desk, POINTS)
    assert "working_as" not in desk.session


def test_a_role_that_is_taken_away_is_worked_as_no_longer(
    desk: Client, both: User
) -> None:
    works_as(desk, Role.POINTS_OFFICER)
    both.groups.remove(role(Role.POINTS_OFFICER))
    assert not opens(desk, POINTS)
    assert opens(desk, CERTIFICATES)


def test_a_right_of_her_own_is_set_aside_with_the_other_roles(
    desk: Client, both: User
) -> None:
    grant(both, "journal.view_entry")
    assert opens(desk, reverse("journal:index"))
    works_as(desk, Role.POINTS_OFFICER)
    assert not opens(desk, reverse("journal:index"))


def test_pages_and_pictures_follow_the_role_too(both: User) -> None:
    both.groups.add(role(Role.EDITOR))
    desk = signed_in(both)
    pictures = reverse("wagtailimages:index")
    for name, may in ((None, True), (Role.POINTS_OFFICER, False), (Role.EDITOR, True)):
        works_as(desk, name)
        assert opens(desk, PAGES) == may
        assert opens(desk, pictures) == may


def test_outside_the_desk_she_is_all_that_she_is(both: User) -> None:
    both.groups.add(role(Role.REGISTRAR))
    desk, address = signed_in(both), reverse("ui:style_guide")
    works_as(desk, Role.POINTS_OFFICER)
    assert opens(desk, address)
    assert opens(desk, reverse("portal:me"))


def test_a_superuser_has_every_right_whatever_she_chooses(superuser: User) -> None:
    superuser.groups.add(role(Role.EDITOR), role(Role.REGISTRAR))
    desk = signed_in(superuser)
    works_as(desk, Role.EDITOR)
    assert opens(desk, POINTS)
    assert "working-as" not in menu(desk)
    assert "管理员" in desk.get(PAGE).text


def test_who_has_one_role_is_asked_nothing(registrar: User) -> None:
    desk = signed_in(registrar)
    assert "working-as" not in menu(desk)
    assert CHOOSE not in desk.get(HOME).text
    assert "教务" in desk.get(PAGE).text


def test_the_first_screen_has_a_button_for_each(desk: Client) -> None:
    page = desk.get(HOME).text
    assert page.count('name="role"') == 3
    works_as(desk, Role.POINTS_OFFICER)
    pressed = re.findall(r'aria-pressed="true">([^<]+)<', desk.get(HOME).text)
    assert pressed == ["积分专员"]


def test_an_instructor_beside_is_no_role_of_the_desk(registrar: User) -> None:
    registrar.groups.add(role(Role.INSTRUCTOR))
    assert "working-as" not in menu(signed_in(registrar))


def test_the_choice_ends_with_the_session(desk: Client, both: User) -> None:
    works_as(desk, Role.POINTS_OFFICER)
    assert opens(signed_in(both), CERTIFICATES)


def test_what_is_no_role_changes_nothing(desk: Client) -> None:
    for typed in ("x", "-1", "²", "9" * 40, "\x00"):
        assert desk.post(CHOOSE, {"role": typed}).status_code in {302, 400}
    assert opens(desk, POINTS)
    assert desk.get(CHOOSE).status_code == 405


def test_who_chose_nothing_pays_nothing(desk: Client) -> None:
    desk.get(POINTS)
    with asked() as before:
        desk.get(POINTS)
    works_as(desk, Role.POINTS_OFFICER)
    desk.get(POINTS)
    with asked() as after:
        desk.get(POINTS)
    assert len(after) <= len(before) + 1


def test_own_pages_are_one_tap_away_and_so_is_what_she_judges(registrar: User) -> None:
    assert menu(signed_in(registrar))["own-pages"] == "我自己的页面"
    make_contest()
    way, own = reverse("assessment:judging"), reverse("portal:me")
    judge = User.objects.exclude(judging=None).first()
    assert way in signed_in(judge).get(own).text
    assert way not in signed_in(registrar).get(own).text
