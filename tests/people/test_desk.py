"""People, companies and consent texts at the desk."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people import actions
from school.people.models import Company, CompanyContact, ConsentText, Person, User
from school.people.roles import Role
from tests.cast import signed_in
from tests.factories.people import make_company, make_id_number, make_trainee, make_user

NUMBER = "13800001111"
LISTS = ["person", "company", "companycontact", "consenttext", "wagtailusers_users"]


def the_list(name: str) -> str:
    return reverse(f"{name}:index")


@pytest.fixture
def desk(registrar: User) -> Client:
    return signed_in(registrar)


@pytest.mark.parametrize("name", LISTS)
def test_the_registrar_and_the_auditor_see_every_list(
    registrar: User, auditor: User, trainee: Person, name: str
) -> None:
    for user in (registrar, auditor):
        assert signed_in(user).get(the_list(name)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_a_trainee_and_an_instructor_have_no_desk(
    trainee: Person, instructor: User, name: str
) -> None:
    for user in (trainee, instructor):
        assert signed_in(user).get(the_list(name)).status_code == 302


@pytest.mark.parametrize("name", LISTS)
def test_an_editor_sees_no_people(editor: User, name: str) -> None:
    answer = signed_in(editor).get(the_list(name))
    assert answer.status_code == 302


@pytest.mark.parametrize("name", ["person", "company", "wagtailusers_users"])
def test_a_list_costs_the_same_however_long(
    desk: Client, name: str, django_assert_max_num_queries: object
) -> None:
    counts = []
    for _time in (1, 2):
        for number in range(6):
            company = make_company(f"公司{_time}{number}")
            make_trainee(f"李{number}", company=company)
            make_user(role=Role.EXAMINER)
        with django_assert_max_num_queries(30) as queries:
            assert desk.get(the_list(name)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_people_are_found_by_name_and_by_the_end_of_the_number(
    desk: Client, trainee: Person, classmate: Person
) -> None:
    for words in ("春花", trainee.phone[-4:]):
        page = desk.get(the_list("person"), {"q": words})
        assert list(page.context["object_list"]) == [trainee]


def test_people_without_an_id_number_can_be_filtered(
    desk: Client, trainee: Person
) -> None:
    without = Person.objects.create(name="周无证")
    page = desk.get(the_list("person"), {"has_identity": "false"})
    assert list(page.context["object_list"]) == [without]


def test_no_list_file_or_export_shows_an_id_number(
    desk: Client, trainee: Person
) -> None:
    for address in (
        the_list("person"),
        reverse("portal_desk:person", args=[trainee.code]),
        reverse("person:edit", args=[trainee.pk]),
    ):
        assert trainee.id_number not in desk.get(address).text
    answer = desk.get(the_list("person"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[1][:2] == [trainee.name, trainee.masked_phone]
    assert trainee.id_number not in str(rows)


@pytest.mark.parametrize("name", ["person", "company", "consenttext"])
def test_nothing_is_deleted(superuser: User, trainee: Person, name: str) -> None:
    row = {
        "person": trainee,
        "company": make_company(),
        "consenttext": ConsentText.objects.first(),
    }[name]
    browser = signed_in(superuser)
    browser.post(reverse(f"{name}:delete", args=[row.pk]))
    assert type(row).objects.filter(pk=row.pk).exists()


def test_the_registrar_puts_a_person_on_file_with_an_account(desk: Client) -> None:
    number = make_id_number()
    desk.post(
        reverse("person:add"),
        {"name": "王𬭎", "id_number": number, "phone": NUMBER, "town": "秀谷镇"},
    )
    person = Person.objects.get()
    assert (person.name, person.id_number, person.town) == ("王𬭎", number, "秀谷镇")
    assert person.phone == NUMBER
    assert not person.user.has_usable_password()


def test_a_number_somebody_on_file_has_is_refused_in_place(
    desk: Client, trainee: Person
) -> None:
    page = desk.post(reverse("person:add"), {"name": "李四", "phone": trainee.phone})
    assert page.context["form"].errors["phone"]
    assert 'value="李四"' in page.text
    assert Person.objects.count() == 1


def test_a_correction_needs_a_reason_and_is_journalled(
    desk: Client, registrar: User, trainee: Person
) -> None:
    address = reverse("person:edit", args=[trainee.pk])
    page = desk.post(address, {"name": "李春华"})
    assert page.context["form"].errors["reason"]
    desk.post(address, {"name": "李春华", "reason": "身份证上是华"})
    trainee.refresh_from_db()
    assert trainee.name == "李春华"
    assert trainee.has_identity
    entry = Entry.objects.filter(verb="people.record_identity").get()
    assert (entry.actor_id, entry.reason) == (str(registrar.pk), "身份证上是华")


def test_a_taken_id_number_is_refused_in_place(
    desk: Client, trainee: Person, classmate: Person
) -> None:
    page = desk.post(
        reverse("person:edit", args=[trainee.pk]),
        {"name": trainee.name, "id_number": classmate.id_number, "reason": "更正"},
    )
    assert page.context["form"].errors["id_number"]
    assert classmate.name not in page.text


def test_the_auditor_changes_nothing(auditor: User, trainee: Person) -> None:
    browser = signed_in(auditor)
    browser.post(
        reverse("person:edit", args=[trainee.pk]), {"name": "李四", "reason": "玩"}
    )
    browser.post(reverse("company:add"), {"name": "安心到家"})
    trainee.refresh_from_db()
    assert trainee.name == "李春花"
    assert not Company.objects.exists()


def test_companies_and_their_contacts(desk: Client, stranger: User) -> None:
    desk.post(reverse("company:add"), {"name": "安心到家", "town": "秀谷镇"})
    company = Company.objects.get()
    page = desk.post(
        reverse("companycontact:add"), {"company": company.pk, "phone": NUMBER}
    )
    assert page.context["form"].errors["phone"]
    form = {"company": company.pk, "phone": stranger.phone}
    desk.post(reverse("companycontact:add"), form)
    contact = CompanyContact.objects.get()
    assert (contact.user, contact.company) == (stranger, company)
    again = desk.post(reverse("companycontact:add"), form)
    assert again.context["form"].errors["phone"]
    desk.post(reverse("companycontact:delete", args=[contact.pk]))
    assert not CompanyContact.objects.exists()
    assert Entry.objects.filter(verb="people.dismiss_contact").count() == 1


def test_a_company_name_stands_once(desk: Client) -> None:
    make_company("安心到家")
    page = desk.post(reverse("company:add"), {"name": "安心到家"})
    assert page.context["form"].errors["name"]


def test_a_consent_text_is_replaced_by_a_new_version(desk: Client) -> None:
    before = ConsentText.objects.current().get(purpose="wages").version
    desk.post(
        reverse("consenttext:add"),
        {"purpose": "wages", "text_zh": "新文本", "text_en": "New text"},
    )
    text = ConsentText.objects.current().get(purpose="wages")
    assert (text.version, text.text_zh) == (before + 1, "新文本")
    # What a text does not say nobody has agreed to.
    assert not (text.covers_bands or text.covers_waiting)


def test_verbs_refuse_whoever_lacks_the_right(trainee: Person, auditor: User) -> None:
    company = make_company()
    contact = CompanyContact.objects.create(user=auditor, company=company)
    for user in (trainee.user, auditor):
        for verb in (
            lambda by: actions.record_company(Company(), name="新", town="", by=by),
            lambda by: actions.name_contact(company, phone=NUMBER, by=by),
            lambda by: actions.dismiss_contact(contact, by=by),
            lambda by: actions.open_account(trainee, phone=NUMBER, by=by),
        ):
            with pytest.raises(NotPermitted):
                verb(user)


def test_an_account_with_a_person_is_not_given_away(
    trainee: Person, registrar: User
) -> None:
    other = Person.objects.create(name="周无号")
    for person, phone in ((other, trainee.phone), (trainee, NUMBER)):
        with pytest.raises(Refusal) as refused:
            actions.open_account(person, phone=phone, by=registrar)
        assert refused.value.code == "account_taken"
