from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people import actions
from school.people.models import Company, Consent, ConsentText, Person, User
from school.people.signals import consent_withdrawn
from tests.cast import signed_in
from tests.factories.people import make_company, make_trainee

Purpose = ConsentText.Purpose


def current(purpose: str) -> ConsentText:
    return ConsentText.objects.current().get(purpose=purpose)


def publish(by: User, purpose: str = Purpose.WAGES) -> ConsentText:
    return actions.publish_consent_text(
        purpose=purpose, text_zh="新文本", text_en="New text", by=by
    )


def test_the_school_begins_with_a_text_for_each_purpose(db: None) -> None:
    texts = ConsentText.objects.current()
    assert {text.purpose for text in texts} == set(Purpose.values)
    assert all(text.text_zh and text.text_en for text in texts)


def test_agreeing_keeps_text_version_and_time(trainee: Person) -> None:
    at = timezone.now() - timedelta(minutes=1)
    text = current(Purpose.WAGES)
    consent = actions.give_consent(trainee, text=text, by=trainee.user, at=at)
    assert (consent.text, consent.given_at) == (text, at)
    assert trainee.has_consented(Purpose.WAGES)
    assert not trainee.has_consented(Purpose.ENROLMENT)
    entry = Entry.objects.get(verb="people.give_consent")
    assert entry.data == {"purpose": "wages", "version": text.version}


def test_agreeing_twice_is_agreeing_once(trainee: Person) -> None:
    text = current(Purpose.WAGES)
    first = actions.give_consent(trainee, text=text, by=trainee.user)
    assert actions.give_consent(trainee, text=text, by=trainee.user) == first
    assert Entry.objects.filter(verb="people.give_consent").count() == 1


def test_an_outdated_text_cannot_be_agreed_to(trainee: Person, registrar: User) -> None:
    old = current(Purpose.WAGES)
    publish(registrar)
    with pytest.raises(Refusal) as refused:
        actions.give_consent(trainee, text=old, by=trainee.user)
    assert refused.value.code == "consent_text_outdated"


def test_nobody_agrees_for_another(trainee: Person, classmate: Person) -> None:
    with pytest.raises(NotPermitted):
        actions.give_consent(trainee, text=current(Purpose.WAGES), by=classmate.user)


def test_the_registrar_may_enter_a_signed_form(
    trainee: Person, registrar: User
) -> None:
    text = current(Purpose.ENROLMENT)
    assert actions.give_consent(trainee, text=text, by=registrar).pk


def test_taking_back_ends_every_version(trainee: Person, registrar: User) -> None:
    actions.give_consent(trainee, text=current(Purpose.WAGES), by=trainee.user)
    actions.give_consent(trainee, text=publish(registrar), by=trainee.user)
    told: list[str] = []

    def listen(**kwargs: object) -> None:
        told.append(str(kwargs["purpose"]))

    consent_withdrawn.connect(listen)
    try:
        actions.withdraw_consent(trainee, purpose=Purpose.WAGES, by=trainee.user)
    finally:
        consent_withdrawn.disconnect(listen)
    assert not trainee.has_consented(Purpose.WAGES)
    assert told == ["wages"]


def test_what_was_not_given_cannot_be_taken_back(trainee: Person) -> None:
    with pytest.raises(Refusal) as refused:
        actions.withdraw_consent(trainee, purpose=Purpose.WAGES, by=trainee.user)
    assert refused.value.code == "consent_not_given"


def test_nobody_takes_back_for_another(trainee: Person, classmate: Person) -> None:
    actions.give_consent(trainee, text=current(Purpose.WAGES), by=trainee.user)
    with pytest.raises(NotPermitted):
        actions.withdraw_consent(trainee, purpose=Purpose.WAGES, by=classmate.user)


def test_one_may_agree_again_after_taking_back(trainee: Person) -> None:
    text = current(Purpose.WAGES)
    actions.give_consent(trainee, text=text, by=trainee.user)
    actions.withdraw_consent(trainee, purpose=Purpose.WAGES, by=trainee.user)
    actions.give_consent(trainee, text=text, by=trainee.user)
    assert Consent.objects.filter(person=trainee).count() == 2
    assert trainee.has_consented(Purpose.WAGES)


def test_what_a_company_may_see_needs_a_company(trainee: Person) -> None:
    with pytest.raises(Refusal) as refused:
        actions.give_consent(trainee, text=current(Purpose.COMPANY), by=trainee.user)
    assert refused.value.code == "no_company"


def test_a_new_company_does_not_inherit_the_consent(trainee: Person) -> None:
    actions.choose_company(trainee, company=make_company(), by=trainee.user)
    trainee.refresh_from_db()
    actions.give_consent(trainee, text=current(Purpose.COMPANY), by=trainee.user)
    actions.choose_company(trainee, company=make_company("安心到家"), by=trainee.user)
    assert not trainee.has_consented(Purpose.COMPANY)


def test_nobody_names_anothers_company_or_town(
    trainee: Person, classmate: Person
) -> None:
    with pytest.raises(NotPermitted):
        actions.choose_company(trainee, company=make_company(), by=classmate.user)
    with pytest.raises(NotPermitted):
        actions.set_town(trainee, town="秀谷镇", by=classmate.user)


def test_only_the_desk_publishes_a_text(trainee: Person, auditor: User) -> None:
    for user in (trainee.user, auditor):
        with pytest.raises(NotPermitted):
            publish(user)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_consenttext SET text_zh = 'x'",
        "DELETE FROM people_consenttext",
    ],
)
def test_the_database_keeps_published_texts_as_they_are(
    db: None, statement: str
) -> None:
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_screens_show_the_text_and_take_the_answer(trainee: Person) -> None:
    browser = signed_in(trainee)
    assert browser.get(reverse("people:consents")).status_code == 200
    page = browser.get(reverse("people:consent", args=["wages"]))
    assert "不同意没有任何影响" in page.text
    answer = browser.post(
        reverse("people:give_consent", args=["wages"]),
        {"version": page.context["text"].version, "next": "/wages/"},
    )
    assert answer.url == "/wages/"
    assert trainee.has_consented(Purpose.WAGES)
    browser.post(reverse("people:withdraw_consent", args=["wages"]))
    assert not trainee.has_consented(Purpose.WAGES)


def test_an_answer_to_a_text_replaced_meanwhile_asks_again(
    trainee: Person, registrar: User
) -> None:
    publish(registrar)
    answer = signed_in(trainee).post(
        reverse("people:give_consent", args=["wages"]), {"version": "1"}
    )
    assert answer.url == reverse("people:consent", args=["wages"])
    assert not trainee.has_consented(Purpose.WAGES)


@pytest.mark.parametrize("version", ["", "9", "x", "١"])
def test_a_version_that_never_was_is_not_found(trainee: Person, version: str) -> None:
    answer = signed_in(trainee).post(
        reverse("people:give_consent", args=["wages"]), {"version": version}
    )
    assert answer.status_code == 404
    assert not trainee.has_consented(Purpose.WAGES)


@pytest.mark.parametrize("name", ["give_consent", "withdraw_consent"])
def test_answers_are_posted(trainee: Person, name: str) -> None:
    address = reverse(f"people:{name}", args=["wages"])
    assert signed_in(trainee).get(address).status_code == 405


def a_worker(name: str, company: Company, *, agrees: bool) -> Person:
    person = make_trainee(name, company=company)
    if agrees:
        actions.give_consent(person, text=current(Purpose.COMPANY), by=person.user)
    return person


def test_a_contact_sees_the_own_workers_who_agreed(company_contact: User) -> None:
    ours, theirs = make_company(), make_company("安心到家")
    seen = a_worker("李春花", ours, agrees=True)
    a_worker("王秋月", ours, agrees=False)
    a_worker("赵冬梅", theirs, agrees=True)
    left = a_worker("周夏荷", ours, agrees=True)
    actions.withdraw_consent(left, purpose=Purpose.COMPANY, by=left.user)
    page = signed_in(company_contact).get(reverse("people:company_workers"))
    assert list(page.context["page"]) == [seen]
    assert seen.masked_phone in page.text
    assert seen.phone not in page.text
    assert seen.id_number not in page.text


def test_whoever_is_no_contact_finds_no_such_page(
    trainee: Person, registrar: User
) -> None:
    for user in (trainee, registrar):
        answer = signed_in(user).get(reverse("people:company_workers"))
        assert answer.status_code == 404


def test_the_list_of_workers_costs_the_same_however_long(
    company_contact: User, django_assert_max_num_queries: object
) -> None:
    company, browser, counts = make_company(), signed_in(company_contact), []
    for _time in (1, 2):
        for number in range(5):
            a_worker(f"李{number}", company, agrees=True)
        with django_assert_max_num_queries(25) as queries:
            browser.get(reverse("people:company_workers"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
