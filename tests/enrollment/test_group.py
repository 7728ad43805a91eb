"""A company's contact asks several workers at once; each of them answers for herself."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.models import Enrollment, Invitation
from school.enrollment.outgoing import code_of
from school.enrollment.places import places_in
from school.journal.actors import SYSTEM
from school.people.models import Company, ConsentText, Person, User
from tests.cast import signed_in
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.invitations import confirm, consent_text
from tests.factories.people import make_company, make_consent, make_person, make_trainee
from tests.refused import refused

Status = Invitation.Status


@pytest.fixture(autouse=True)
def sent(outbox: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return outbox


@pytest.fixture
def cohort(db: None) -> Cohort:
    return make_cohort(seats=1)


@pytest.fixture
def company(company_contact: User) -> Company:
    return company_contact.company_contacts.get().company


@pytest.fixture
def workers(company: Company) -> list[Person]:
    return [make_worker(name, company) for name in ("陈小妹", "何玉兰", "毛金花")]


def make_worker(name: str, company: Company) -> Person:
    worker = make_trainee(name, company=company)
    make_consent(worker, ConsentText.Purpose.COMPANY)
    return worker


def page(cohort: Cohort) -> str:
    return reverse("enrollment:group", args=[cohort.code])


def tick(contact: User, cohort: Cohort, workers: list[Person]) -> Any:
    data = {"workers": [worker.pk for worker in workers]}
    return signed_in(contact).post(page(cohort), data, follow=True)


def test_each_worker_gets_an_invitation_of_her_own_and_no_seat(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    answer = tick(company_contact, cohort, workers)
    assert "本人确认之前不保留名额" in answer.text
    asked = Invitation.objects.filter(status=Status.WAITING)
    assert {one.phone for one in asked} == {worker.phone for worker in workers}
    assert len({code_of(one) for one in asked}) == len(workers)
    assert places_in(cohort).taken == 0
    assert not Enrollment.objects.exists()


def test_seats_go_to_who_confirms_first(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    tick(company_contact, cohort, workers)
    for worker in (workers[2], workers[0]):
        confirm(Invitation.objects.get(worker=worker), id_number="")
    statuses = {
        one.person_id: (one.status, one.source) for one in Enrollment.objects.all()
    }
    source = Enrollment.Source.COMPANY
    assert statuses == {
        workers[2].pk: (Enrollment.Status.ENROLLED, source),
        workers[0].pk: (Enrollment.Status.WAITLISTED, source),
    }


def test_the_contact_sees_four_words_and_nothing_of_the_place(
    company_contact: User, cohort: Cohort, workers: list[Person], company: Company
) -> None:
    late = make_worker("詹水英", company)
    tick(company_contact, cohort, [*workers, late])
    yes, no, waits = (Invitation.objects.get(worker=one) for one in workers)
    confirm(yes, id_number="")
    actions.decline_invitation(no, by=SYSTEM)
    past = timezone.now() - timedelta(hours=1)
    Invitation.objects.filter(worker=late).update(expires_at=past)
    shown = signed_in(company_contact).get(page(cohort))
    said = {one.worker_id: answer for one, answer in shown.context["asked"]}
    assert said == {
        yes.worker_id: Status.CONFIRMED,
        no.worker_id: Status.DECLINED,
        waits.worker_id: Status.WAITING,
        late.pk: Status.EXPIRED,
    }
    assert Enrollment.objects.get().code not in shown.text
    # Only whose time has run out may be asked again.
    assert set(shown.context["form"].fields["workers"].queryset) == {late}


def test_who_is_refused_is_named_and_the_others_are_asked(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    asked = actions.invite_worker(cohort, worker=workers[1], by=company_contact)
    # So that she is in the list still, as on a page opened before.
    Invitation.objects.filter(pk=asked.pk).update(worker=None)
    answer = tick(company_contact, cohort, workers)
    said = [str(one) for one in answer.context["messages"]]
    assert [one for one in said if one.startswith(workers[1].name)]
    assert Invitation.objects.filter(status=Status.WAITING).count() == len(workers)
    alone = tick(company_contact, cohort, [workers[1]])
    assert workers[1].name in str(alone.context["form"].errors)


def test_only_workers_who_agreed_to_be_seen_are_asked(
    company_contact: User, cohort: Cohort, company: Company
) -> None:
    silent = make_trainee("不愿看", company=company)
    elsewhere = make_worker("别家人", make_company("别家"))
    shown = signed_in(company_contact).get(page(cohort)).text
    for person in (silent, elsewhere):
        assert person.name not in shown
        with refused("not_your_worker"):
            actions.invite_worker(cohort, worker=person, by=company_contact)
        tick(company_contact, cohort, [person])
    assert not Invitation.objects.exists()


def test_whoever_is_no_contact_asks_no_worker(
    registrar: User, trainee: Person, cohort: Cohort, workers: list[Person]
) -> None:
    for user in (registrar, trainee.user):
        with refused("not_your_worker"):
            actions.invite_worker(cohort, worker=workers[0], by=user)
        assert signed_in(user).get(page(cohort)).status_code == 404


def test_a_worker_without_a_number_is_refused(
    company_contact: User, cohort: Cohort, company: Company
) -> None:
    worker = make_person("无号码", company=company)
    make_consent(worker, ConsentText.Purpose.COMPANY)
    with refused("no_number"):
        actions.invite_worker(cohort, worker=worker, by=company_contact)


def test_a_worker_is_asked_once_whichever_contact_asks(
    company_contact: User, cohort: Cohort, workers: list[Person], stranger: User
) -> None:
    stranger.company_contacts.create(company=workers[0].company)
    actions.invite_worker(cohort, worker=workers[0], by=company_contact)
    with refused("already_invited"):
        actions.invite_worker(cohort, worker=workers[0], by=stranger)


def test_whoever_said_no_is_not_asked_again(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    asked = actions.invite_worker(cohort, worker=workers[0], by=company_contact)
    actions.decline_invitation(asked, by=workers[0].user)
    with refused("declined_already"):
        actions.invite_worker(cohort, worker=workers[0], by=company_contact)


def test_whether_a_worker_could_join_is_not_told_to_the_contact(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    """She may have a place already: that is hers to tell."""
    make_enrollment(cohort, workers[0])
    assert actions.invite_worker(cohort, worker=workers[0], by=company_contact)


def test_the_contact_does_not_answer_for_a_worker(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    asked = actions.invite_worker(cohort, worker=workers[0], by=company_contact)
    with refused("not_permitted"):
        confirm(asked, helper=company_contact, id_number="")
    there = reverse("enrollment:invited", args=[asked.code])
    assert signed_in(company_contact).get(there).status_code == 404
    shown = Client().get(there).text
    assert workers[0].company.name in shown


def test_whoever_leaves_the_company_leaves_its_page(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    tick(company_contact, cohort, workers[:1])
    Person.objects.filter(pk=workers[0].pk).update(company=None)
    assert workers[0].name not in signed_in(company_contact).get(page(cohort)).text


def test_the_text_agreed_to_is_the_one_in_force(
    company_contact: User, cohort: Cohort, workers: list[Person]
) -> None:
    asked = actions.invite_worker(cohort, worker=workers[0], by=company_contact)
    assert confirm(asked, id_number="").enrollment.consent.text == consent_text()
