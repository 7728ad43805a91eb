"""Accounts at the desk: Wagtail's user administration with a number for a name."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.people.models import Person, User
from school.people.roles import Role
from tests.cast import signed_in

NUMBER = "13800001111"
LIST = reverse("wagtailusers_users:index")


def account(**changed: object) -> dict[str, object]:
    role = Group.objects.get(name=Role.REGISTRAR.value)
    return {
        "phone": NUMBER,
        "display_name": "新教务",
        "email": "",
        "groups": [role.pk],
        **changed,
    }


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def test_the_registrar_opens_accounts_with_roles(desk: Client) -> None:
    assert desk.get(reverse("wagtailusers_users:add")).status_code == 200
    desk.post(reverse("wagtailusers_users:add"), account())
    user = User.objects.get(phone=NUMBER)
    assert user.display_name == "新教务"
    assert user.has_perm("people.change_person")
    assert user.is_staff
    assert not user.has_usable_password()
    entry = Entry.objects.get(verb="people.record_account")
    assert entry.data["roles"] == [Role.REGISTRAR.value]


def test_an_account_is_found_and_changed(desk: Client, instructor: User) -> None:
    for words in ("周护士", instructor.phone[-4:]):
        page = desk.get(LIST, {"q": words})
        assert instructor in page.context["users"]
    address = reverse("wagtailusers_users:edit", args=[instructor.pk])
    assert desk.get(address).status_code == 200
    desk.post(
        address,
        account(phone=instructor.phone, display_name="周老师", groups=[]),
    )
    instructor.refresh_from_db()
    assert (instructor.display_name, instructor.is_active) == ("周老师", False)
    assert not instructor.groups.exists()


def test_a_number_in_use_is_refused_in_place(desk: Client, instructor: User) -> None:
    page = desk.post(reverse("wagtailusers_users:add"), account(phone=instructor.phone))
    assert len(page.context["form"].errors["phone"]) == 1


def test_nobody_makes_a_superuser_but_a_superuser(
    desk: Client, superuser: User
) -> None:
    desk.post(reverse("wagtailusers_users:add"), account(is_superuser="on"))
    assert not User.objects.get(phone=NUMBER).is_superuser
    signed_in(superuser).post(
        reverse("wagtailusers_users:add"),
        account(phone="13800002222", is_superuser="on"),
    )
    assert User.objects.get(phone="13800002222").is_superuser


def test_nobody_takes_over_a_superusers_account(desk: Client, superuser: User) -> None:
    before = superuser.phone
    address = reverse("wagtailusers_users:edit", args=[superuser.pk])
    desk.post(address, account(is_active="on"))
    superuser.refresh_from_db()
    assert superuser.phone == before


@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_accounts_are_not_changed_in_bulk(
    superuser: User, trainee: Person, action: str
) -> None:
    address = reverse("wagtail_bulk_action", args=["people", "user", action])
    signed_in(superuser).post(
        f"{address}?id={trainee.user.pk}",
        {"role": Group.objects.first().pk, "mark_as_active": False},
    )
    trainee.user.refresh_from_db()
    assert trainee.user.is_active
    assert not trainee.user.groups.exists()


def test_an_account_is_not_deleted(superuser: User, stranger: User) -> None:
    signed_in(superuser).post(reverse("wagtailusers_users:delete", args=[stranger.pk]))
    assert User.objects.filter(pk=stranger.pk).exists()


def test_ones_own_settings_at_the_desk_open(registrar: User) -> None:
    assert signed_in(registrar).get(reverse("wagtailadmin_account")).status_code == 200


def test_the_auditor_opens_none(auditor: User) -> None:
    signed_in(auditor).post(reverse("wagtailusers_users:add"), account())
    assert not User.objects.filter(phone=NUMBER).exists()
