"""A sum that another told is never edited: its worker objects, and her own word stands beside it."""

import pytest
from django.urls import reverse

from school.journal.models import Entry
from school.lib.errors import NotPermitted
from school.notices.models import Notice
from school.people.models import Person, User
from school.wages import actions, refusals
from school.wages.models import Objection, WageRecord
from school.wages.rules import Pay
from tests.cast import signed_in
from tests.factories.people import grant
from tests.factories.wages import consent_to_wages, make_record

pytestmark = pytest.mark.django_db
PAY = Pay(550_000, "month")


@pytest.fixture
def worker(trainee: Person) -> Person:
    consent_to_wages(trainee)
    return trainee


@pytest.fixture
def told(worker: Person) -> WageRecord:
    """By a payslip that the officer holds."""
    return make_record(worker, source="payslip")


def account(person: Person) -> User:
    assert person.user
    return person.user


def again(record: WageRecord) -> WageRecord:
    return WageRecord.objects.select_related("objection").get(pk=record.pk)


def test_an_objection_marks_and_changes_nothing(told: WageRecord) -> None:
    assert not again(told).is_disputed
    actions.object_to(told, words=" 少了两天 ", by=account(told.person))
    found = again(told)
    assert found.is_disputed
    assert found.objection_words == "少了两天"
    assert found.amount_fen == told.amount_fen
    entry = Entry.objects.get(verb="wages.object")
    assert "两天" not in f"{entry.data} {entry.reason}"


def test_it_may_be_taken_back_and_made_again(told: WageRecord) -> None:
    by = account(told.person)
    actions.object_to(told, words="不对", by=by)
    actions.take_objection_back(told, by=by)
    assert not again(told).is_disputed
    assert again(told).objection_words == ""
    with pytest.raises(refusals.NoObjection):
        actions.take_objection_back(told, by=by)
    actions.object_to(told, by=by)
    assert again(told).is_disputed


def test_nobody_else_objects(
    told: WageRecord, classmate: Person, outcomes_officer: User
) -> None:
    for by in (account(classmate), outcomes_officer):
        for verb in (
            lambda by=by: actions.object_to(told, by=by),
            lambda by=by: actions.take_objection_back(told, by=by),
            lambda by=by: actions.tell_beside(told, pay=PAY, by=by),
        ):
            with pytest.raises(NotPermitted):
                verb()


def test_one_does_not_object_to_one_s_own_word(worker: Person) -> None:
    own, by = make_record(worker), account(worker)
    with pytest.raises(refusals.NothingToObject):
        actions.object_to(own, by=by)
    with pytest.raises(refusals.NothingToObject):
        actions.tell_beside(own, pay=PAY, by=by)


def test_nor_to_what_was_put_right_since(
    told: WageRecord, outcomes_officer: User
) -> None:
    actions.correct_wage(told, pay=PAY, by=outcomes_officer)
    with pytest.raises(refusals.NothingToObject):
        actions.object_to(told, by=account(told.person))


def test_her_own_word_stands_beside_it_and_corrects_itself(told: WageRecord) -> None:
    by = account(told.person)
    first = actions.tell_beside(told, pay=PAY, by=by)
    assert (first.period_start, first.period_end) == (
        told.period_start,
        told.period_end,
    )
    second = actions.tell_beside(told, pay=Pay(560_000, "month"), by=by)
    assert second.supersedes == first
    standing = set(WageRecord.objects.standing())
    assert standing == {told, second}


def test_the_way_through_her_pages(told: WageRecord) -> None:
    client = signed_in(told.person)
    mine = reverse("wages:mine")
    page = reverse("wages:object", args=[told.code])
    assert page in client.get(mine).text
    answer = client.post(page, {"words": "少了两天"})
    beside = reverse("wages:beside", args=[told.code])
    assert answer["Location"] == beside
    assert "unit=month" in client.get(beside).text
    client.post(f"{beside}?unit=month", {"amount": "5500", "basis": "net"})
    said = client.get(mine).text
    assert "您说过不对，不算进统计" in said
    assert "¥5,500" in said and "¥6,000" in said
    client.post(reverse("wages:unobject", args=[told.code]))
    assert not again(told).is_disputed


def test_the_desk_reads_what_she_says(told: WageRecord, outcomes_officer: User) -> None:
    actions.object_to(told, words="少了两天", by=account(told.person))
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    page = client.get(reverse("wagerecord:inspect", args=[told.pk]))
    assert "少了两天" in page.text


def test_the_desk_answers_and_she_reads_it(
    told: WageRecord, outcomes_officer: User
) -> None:
    actions.object_to(told, words="少了两天", by=account(told.person))
    desk = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    waiting = desk.get(reverse("wages_desk:objections"))
    page = reverse("wages_desk:objection", args=[told.code])
    assert page in waiting.text and "少了两天" in waiting.text
    assert "¥6,000" in desk.get(page).text
    desk.post(page, {"answer": "公司说下月补上。"})
    # Her word decides: it is still disputed.
    assert again(told).is_disputed
    assert "公司说下月补上。" in signed_in(told.person).get(reverse("wages:mine")).text
    notice = Notice.objects.get(kind="objection_answered")
    assert notice.person == told.person
    entry = Entry.objects.get(verb="wages.answer_objection")
    assert "下月" not in f"{entry.data} {entry.reason}"
    assert page not in desk.get(reverse("wages_desk:objections")).text
    assert desk.get(page).status_code == 404


def test_what_is_over_is_not_answered(told: WageRecord, outcomes_officer: User) -> None:
    by = account(told.person)
    said = actions.object_to(told, by=by)
    actions.take_objection_back(told, by=by)
    with pytest.raises(refusals.ObjectionOver):
        actions.answer_objection(said, answer="查过了", by=outcomes_officer)
    said = actions.object_to(told, by=by)
    actions.answer_objection(said, answer="查过了", by=outcomes_officer)
    with pytest.raises(refusals.ObjectionOver):
        actions.answer_objection(said, answer="再查", by=outcomes_officer)
    # Said once more, it asks for an answer once more.
    said = actions.object_to(told, words="还是不对", by=by)
    assert (said.answer, said.answered_at) == ("", None)
    assert Objection.objects.waiting().get() == said


def test_only_another_with_the_right_answers(
    told: WageRecord, registrar: User, outcomes_officer: User
) -> None:
    said = actions.object_to(told, by=account(told.person))
    own = grant(account(told.person), "wages.answer_objection")
    for by in (registrar, own):
        with pytest.raises(NotPermitted):
            actions.answer_objection(said, answer="查过了", by=by)
    assert signed_in(own).get(
        reverse("wages_desk:objection", args=[told.code])
    ).status_code in (302, 403, 404)
    assert not Objection.objects.exclude(answered_at=None).exists()
