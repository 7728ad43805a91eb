"""Accounts at the desk: Wagtail's user administration with a number for a name."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people import actions
from school.people.models import Person, User
from school.people.roles import TEACHING, Role
from tests.cast import signed_in

NUMBER = "13800001111"
LIST = reverse("wagtailusers_users:index")
ADD = reverse("wagtailusers_users:add")


def account(*roles: Role, **changed: object) -> dict[str, object]:
    return {
        "phone": NUMBER,
        "display_name": "新同事",
        "email": "",
        "is_active": "on",
        "groups": [Group.objects.get(name=role.value).pk for role in roles],
        **changed,
    }


def roles_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def edit(user: User) -> str:
    return reverse("wagtailusers_users:edit", args=[user.pk])


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


def test_the_registrar_opens_an_assistants_account(desk: Client) -> None:
    form = desk.get(ADD).context["form"]
    offered = {group.name for group in form.fields["groups"].queryset}
    assert offered == {role.value for role in TEACHING}
    assert not {"is_superuser", "password1"} & form.fields.keys()
    desk.post(ADD, account(Role.ASSISTANT))
    user = User.objects.get(phone=NUMBER)
    assert (user.display_name, roles_of(user)) == ("新同事", {"助教"})
    assert not user.is_staff
    assert not user.has_usable_password()
    entry = Entry.objects.get(verb="people.record_account")
    assert entry.data["roles"] == [Role.ASSISTANT.value]


def test_a_superuser_opens_an_account_of_the_desk(superuser: User) -> None:
    signed_in(superuser).post(ADD, account(Role.REGISTRAR))
    user = User.objects.get(phone=NUMBER)
    assert user.is_staff
    assert user.has_perm("people.change_person")


@pytest.mark.parametrize("role", [role for role in Role if role not in TEACHING])
def test_the_registrar_gives_no_role_of_the_desk(
    desk: Client, registrar: User, stranger: User, role: Role
) -> None:
    desk.post(ADD, account(role))
    assert not User.objects.filter(phone=NUMBER).exists()
    for user in (stranger, registrar):
        before = roles_of(user)
        desk.post(edit(user), account(role, phone=user.phone))
        assert roles_of(user) == before


def test_a_teaching_role_with_the_desk_is_a_role_of_the_desk(
    registrar: User, stranger: User
) -> None:
    group = Group.objects.get(name=Role.INSTRUCTOR.value)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    with pytest.raises(Refusal) as refused:
        actions.record_account(stranger, by=registrar, groups=[group])
    assert refused.value.code == "desk_role"


def test_an_account_is_found_and_changed(desk: Client, instructor: User) -> None:
    for words in ("周护士", instructor.phone[-4:]):
        page = desk.get(LIST, {"q": words})
        assert instructor in page.context["users"]
    assert desk.get(edit(instructor)).status_code == 200
    typed = account(Role.INSTRUCTOR, Role.EXAMINER, display_name="周老师", is_active="")
    desk.post(edit(instructor), typed)
    instructor.refresh_from_db()
    assert (instructor.display_name, instructor.is_active) == ("周老师", False)
    assert roles_of(instructor) == {"讲师", "考评员"}


def test_an_ordinary_account_gets_another_number(desk: Client, stranger: User) -> None:
    desk.post(edit(stranger), account())
    stranger.refresh_from_db()
    assert stranger.phone == NUMBER


def test_the_sign_in_of_a_teacher_is_not_the_registrars(
    desk: Client, registrar: User, instructor: User
) -> None:
    before = instructor.phone
    password = {"password1": "hao-chang-de-mima-1", "password2": "hao-chang-de-mima-1"}
    desk.post(edit(instructor), account(Role.INSTRUCTOR, **password))
    instructor.refresh_from_db()
    assert instructor.phone == before
    assert not instructor.has_usable_password()
    for name, value in (("phone", NUMBER), ("password", "x")):
        wanted = User.objects.get(pk=instructor.pk)
        setattr(wanted, name, value)
        with pytest.raises(Refusal) as refused:
            actions.record_account(wanted, by=registrar)
        assert refused.value.code == "sign_in_of_role"


def test_a_role_is_not_put_aside_to_move_the_number(
    desk: Client, instructor: User
) -> None:
    page = desk.post(edit(instructor), account(phone=instructor.phone))
    assert len(page.context["form"].errors["groups"]) == 1
    assert roles_of(instructor) == {"讲师"}


def test_nobody_knows_the_password_of_a_teacher_to_be(registrar: User) -> None:
    user = User(phone=NUMBER)
    user.set_password("hao-chang-de-mima-1")
    group = Group.objects.get(name=Role.EXAMINER.value)
    with pytest.raises(Refusal) as refused:
        actions.record_account(user, by=registrar, groups=[group])
    assert refused.value.code == "sign_in_of_role"


def test_accounts_of_the_desk_are_a_superusers_business(
    desk: Client, superuser: User, registrar: User, outcomes_officer: User
) -> None:
    before = outcomes_officer.phone
    html = desk.get(LIST).content.decode()
    assert edit(outcomes_officer) not in html
    assert edit(registrar) not in html
    desk.post(edit(outcomes_officer), account(Role.OUTCOMES_OFFICER))
    outcomes_officer.refresh_from_db()
    assert outcomes_officer.phone == before
    for name, value in (("phone", NUMBER), ("password", "x"), ("is_active", False)):
        wanted = User.objects.get(pk=outcomes_officer.pk)
        setattr(wanted, name, value)
        with pytest.raises(NotPermitted):
            actions.record_account(wanted, by=registrar)
    signed_in(superuser).post(
        edit(outcomes_officer), account(Role.OUTCOMES_OFFICER, Role.AUDITOR)
    )
    outcomes_officer.refresh_from_db()
    assert outcomes_officer.phone == NUMBER
    assert roles_of(outcomes_officer) == {"就业专员", "审计"}


def test_rights_are_not_taken_by_the_verb(
    registrar: User, auditor: User, stranger: User
) -> None:
    stranger.is_superuser = True
    with pytest.raises(NotPermitted):
        actions.record_account(stranger, by=registrar)
    stranger.is_superuser, stranger.is_staff = False, True
    assert not actions.record_account(stranger, by=registrar).is_staff
    for user in (stranger, User(phone=NUMBER)):
        with pytest.raises(NotPermitted):
            actions.record_account(user, by=auditor)


def test_a_person_is_not_put_behind_an_account_of_the_desk(
    registrar: User, superuser: User, auditor: User
) -> None:
    person = Person.objects.create(name="周无号")
    with pytest.raises(Refusal) as refused:
        actions.open_account(person, phone=auditor.phone, by=registrar)
    assert refused.value.code == "desk_account"
    linked = actions.open_account(person, phone=auditor.phone, by=superuser)
    assert linked.user == auditor


def test_a_number_in_use_is_refused_in_place(desk: Client, instructor: User) -> None:
    page = desk.post(ADD, account(phone=instructor.phone))
    assert len(page.context["form"].errors["phone"]) == 1


def test_nobody_makes_a_superuser_but_a_superuser(
    desk: Client, superuser: User
) -> None:
    desk.post(ADD, account(is_superuser="on"))
    assert not User.objects.get(phone=NUMBER).is_superuser
    signed_in(superuser).post(
        ADD,
        account(phone="13800002222", is_superuser="on"),
    )
    assert User.objects.get(phone="13800002222").is_superuser


def test_nobody_takes_over_a_superusers_account(desk: Client, superuser: User) -> None:
    before = superuser.phone
    desk.post(edit(superuser), account())
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
    signed_in(auditor).post(ADD, account())
    assert not User.objects.filter(phone=NUMBER).exists()
