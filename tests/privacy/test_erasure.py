"""Asking to be erased in two steps, and the school's answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.actions import record_identity
from school.people.models import CompanyContact, Person, User
from school.people.roles import Role
from school.points.models import Case
from school.privacy import refusals
from school.privacy.erasure import actions
from school.privacy.models import Erasure
from tests.cast import signed_in
from tests.factories.cases import make_told
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_company, make_trainee, make_user
from tests.factories.privacy import make_erasure

pytestmark = pytest.mark.django_db
PAGE, ASK = reverse("privacy:erasure"), reverse("privacy:ask_erasure")
BACK, DESK = reverse("privacy:withdraw_erasure"), reverse("privacy_desk:erasures")


def answer_page(erasure: Erasure) -> str:
    return reverse("privacy_desk:erasure", args=[erasure.code])


# She asks


def test_it_takes_two_steps(trainee: Person) -> None:
    browser = signed_in(trainee)
    assert ASK in browser.get(PAGE).text
    browser.get(ASK)
    assert not trainee.erasures.exists()
    browser.post(ASK)
    erasure = trainee.erasures.get()
    assert erasure.is_waiting
    assert erasure.due_on == timezone.localdate() + timedelta(days=15)
    page = browser.get(PAGE).text
    assert BACK in page and ASK not in page


def test_she_reads_what_stays_and_why(trainee: Person) -> None:
    page = signed_in(trainee).get(PAGE).text
    for words in ("证书", "积分", "考勤"):
        assert words in page


def test_she_asks_once(trainee: Person) -> None:
    actions.ask_for_erasure(trainee, by=trainee.user)
    with pytest.raises(refusals.Asked):
        actions.ask_for_erasure(trainee, by=trainee.user)


def test_she_may_take_it_back_and_ask_again(trainee: Person) -> None:
    browser = signed_in(trainee)
    browser.post(ASK)
    browser.post(BACK)
    assert trainee.erasures.get().status == Erasure.Status.WITHDRAWN
    browser.post(ASK)
    assert trainee.erasures.waiting().count() == 1
    verbs = Entry.objects.filter(verb__contains="erasure").order_by("pk")
    assert [entry.verb for entry in verbs] == [
        "privacy.ask_for_erasure",
        "privacy.withdraw_erasure",
        "privacy.ask_for_erasure",
    ]


def test_nobody_asks_for_another(trainee: Person, registrar: User) -> None:
    for by in (registrar, make_trainee("张丽").user):
        with pytest.raises(NotPermitted):
            actions.ask_for_erasure(trainee, by=by)
    erasure = make_erasure(trainee)
    with pytest.raises(NotPermitted):
        actions.withdraw_erasure(erasure, by=registrar)


def refused(person: Person) -> Refusal:
    with pytest.raises(Refusal) as found:
        actions.ask_for_erasure(person, by=person.user)
    return found.value


@pytest.mark.parametrize("status", actions.OPEN)
def test_a_class_comes_first(trainee: Person, status: str) -> None:
    number = 1 if status == Enrollment.Status.WAITLISTED else None
    make_enrollment(make_cohort(), trainee, status=status, queue_number=number)
    assert isinstance(refused(trainee), refusals.StillInClass)


def test_roles_come_first(trainee: Person, instructor: User) -> None:
    working = Person.objects.create(user=instructor, name="周护士长")
    assert isinstance(refused(working), refusals.WorksHere)
    CompanyContact.objects.create(user=trainee.user, company=make_company())
    assert isinstance(refused(trainee), refusals.WorksHere)
    assert Role.INSTRUCTOR in {group.name for group in instructor.groups.all()}


def test_an_open_deduction_comes_first(trainee: Person, registrar: User) -> None:
    case = make_told(trainee)
    assert isinstance(refused(trainee), refusals.CaseOpen)
    Case.objects.filter(pk=case.pk).update(
        status=Case.Status.PROPOSED, notified_at=None, respond_by=None
    )
    # She is not told of it: no refusal tells her either, but nothing is erased.
    erasure = actions.ask_for_erasure(trainee, by=trainee.user)
    with pytest.raises(refusals.CaseOpen):
        actions.erase(erasure, by=registrar)


# The school answers


def test_the_registrar_erases_her(trainee: Person, registrar: User) -> None:
    name, phone = trainee.name, trainee.phone
    erasure = make_erasure(trainee)
    hers = signed_in(trainee)
    browser = signed_in(registrar)
    assert answer_page(erasure) in browser.get(DESK).text
    browser.post(answer_page(erasure), {"decision": "erase"})
    erasure.refresh_from_db()
    assert erasure.status == Erasure.Status.DONE
    assert erasure.decided_by == registrar
    person = Person.objects.get(pk=trainee.pk)
    assert person.name != name and person.user is None
    assert not User.objects.filter(phone=phone).exists()
    assert "/account/login/" in hers.get(PAGE).url
    entry = Entry.objects.get(verb="privacy.erase")
    assert name not in entry.object_label
    assert answer_page(erasure) not in browser.get(DESK).text


def test_her_number_may_sign_up_anew(trainee: Person, registrar: User) -> None:
    phone, number = trainee.phone, trainee.id_number
    actions.erase(make_erasure(trainee), by=registrar)
    again = Person(user=make_user(phone=phone))
    again = record_identity(again, name="李春花", id_number=number, by=again.user)
    assert again.pk != trainee.pk


def test_a_refusal_says_why(trainee: Person, registrar: User) -> None:
    erasure = make_erasure(trainee)
    browser = signed_in(registrar)
    browser.post(answer_page(erasure), {"decision": "refuse", "answer": " "})
    erasure.refresh_from_db()
    assert erasure.is_waiting
    browser.post(answer_page(erasure), {"decision": "refuse", "answer": "补贴还在审核"})
    page = signed_in(trainee).get(PAGE).text
    assert "补贴还在审核" in page and ASK in page
    assert Entry.objects.get(verb="privacy.refuse_erasure").reason == "补贴还在审核"


def test_one_answer_counts(trainee: Person, registrar: User) -> None:
    erasure = make_erasure(trainee)
    stale = Erasure.objects.get(pk=erasure.pk)
    actions.refuse_erasure(erasure, by=registrar, answer="补贴还在审核")
    with pytest.raises(refusals.NoLongerWaiting):
        actions.erase(stale, by=registrar)
    with pytest.raises(refusals.NoLongerWaiting):
        actions.withdraw_erasure(stale, by=trainee.user)


def test_others_answer_nothing(trainee: Person, auditor: User) -> None:
    erasure = make_erasure(trainee)
    with pytest.raises(NotPermitted):
        actions.erase(erasure, by=auditor)
    with pytest.raises(NotPermitted):
        actions.refuse_erasure(erasure, by=auditor, answer="不行")
    assert signed_in(auditor).get(answer_page(erasure)).status_code in {302, 403}


def test_nobody_answers_her_own(registrar: User) -> None:
    own = Person.objects.create(user=registrar, name="吴教务")
    with pytest.raises(refusals.OwnRequest):
        actions.erase(make_erasure(own), by=registrar)


def test_a_class_begun_since_keeps_her(trainee: Person, registrar: User) -> None:
    erasure = make_erasure(trainee)
    make_enrollment(make_cohort(), trainee, status=Enrollment.Status.ENROLLED)
    page = signed_in(registrar).post(answer_page(erasure), {"decision": "erase"}).text
    assert str(refusals.StillInClass.message) in page
    erasure.refresh_from_db()
    assert erasure.is_waiting


def test_overdue_ones_say_so(trainee: Person, registrar: User) -> None:
    make_erasure(trainee)
    assert "已超期" not in signed_in(registrar).get(DESK).text
    Erasure.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "已超期" in signed_in(registrar).get(DESK).text
