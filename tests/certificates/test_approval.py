"""One asks, another confirms: nothing is numbered before, and only what was read is done."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from school.certificates import actions
from school.certificates.approval.actions import (
    ask_to_issue,
    ask_to_reissue,
    ask_to_revoke,
    confirm_request,
    refuse_request,
    withdraw_request,
)
from school.certificates.approval.rehearsal import differing
from school.certificates.models import ApprovalRequest, Batch, Certificate
from school.courses.models import Cohort
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.models import Person, User
from school.people.roles import Role
from tests.assessment.test_races import at_once
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort, make_passed, make_result
from tests.factories.people import make_user

Status = Certificate.Status


@pytest.fixture
def cohort(registrar: User, settings: Any) -> Cohort:
    settings.CERTIFICATES_BY_TWO = True
    return make_assessed_cohort("李春花", "王秀英", seats=5)


@pytest.fixture
def held(cohort: Cohort, registrar: User, certificate_officer: User) -> Certificate:
    """One that the two have issued."""
    asked = ask_to_issue(cohort, by=registrar)
    done = confirm_request(asked, by=certificate_officer)
    assert done.batch
    actions.print_batch(done.batch)
    return Certificate.objects.earliest("pk")


def code_of(caught: pytest.ExceptionInfo[Refusal]) -> str:
    return str(caught.value.code)


def test_alone_nobody_issues_reissues_or_revokes(
    held: Certificate, certificate_officer: User
) -> None:
    for verb in (
        lambda: actions.issue(held.enrollment.cohort, by=certificate_officer),
        lambda: actions.revoke(held, by=certificate_officer, reason="替考"),
        lambda: actions.reissue(
            held, by=certificate_officer, reason="遗失", kind=held.Reissue.LOST
        ),
    ):
        with pytest.raises(Refusal) as caught:
            verb()
        assert code_of(caught) == "two_people_needed"
    actions.suspend(held, by=certificate_officer, reason="核对")


def test_nothing_is_numbered_or_printed_before_another_confirms(
    cohort: Cohort, registrar: User, certificate_officer: User
) -> None:
    asked = ask_to_issue(cohort, by=registrar)
    assert [line["name"] for line in asked.plan] == ["李春花", "王秀英"]
    assert not Certificate.objects.exists()
    assert not Batch.objects.exists()
    waits = Notice.objects.get(kind="certificate_request_waits")
    assert waits.person.user == certificate_officer
    confirm_request(asked, by=certificate_officer)
    given = Certificate.objects.order_by("number")
    assert [one.number.split("-")[4] for one in given] == ["00001", "00002"]
    answered = Notice.objects.get(kind="certificate_request_answered")
    assert answered.person.user == registrar
    assert "已确认" in letter(answered).subject


def test_a_line_too_few_or_too_many_is_a_change() -> None:
    one, other = {"name": "李春花"}, {"name": "王秀英"}
    assert differing([one], [one]) == []
    assert differing([one], [one, other]) == ["王秀英"]
    assert differing([one, other], [one]) == ["王秀英"]


def test_where_nothing_is_left_nothing_is_asked(
    held: Certificate, registrar: User
) -> None:
    with pytest.raises(Refusal) as caught:
        ask_to_issue(held.enrollment.cohort, by=registrar)
    assert code_of(caught) == "nothing_to_issue"


def test_nobody_answers_her_own_and_only_she_takes_it_back(
    cohort: Cohort, registrar: User, certificate_officer: User
) -> None:
    asked = ask_to_issue(cohort, by=registrar)
    with pytest.raises(Refusal) as caught:
        confirm_request(asked, by=registrar)
    assert code_of(caught) == "own_request"
    with pytest.raises(Refusal) as caught:
        withdraw_request(asked, by=certificate_officer)
    assert code_of(caught) == "not_own_request"
    withdraw_request(asked, by=registrar)
    with pytest.raises(Refusal) as caught:
        confirm_request(asked, by=certificate_officer)
    assert code_of(caught) == "answered_already"
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalRequest.objects.update(status="confirmed", decided_by=registrar)


def test_a_refusal_needs_a_reason_and_does_nothing(
    held: Certificate, registrar: User, certificate_officer: User
) -> None:
    other = make_officer()
    asked = ask_to_revoke(held, by=certificate_officer, reason="替考")
    with pytest.raises(Refusal) as caught:
        refuse_request(asked, by=other, reason=" ")
    assert code_of(caught) == "reason_needed"
    refuse_request(asked, by=other, reason="没有查实")
    assert Certificate.objects.get(pk=held.pk).status == Status.VALID
    told = letter(Notice.objects.latest("pk"))
    assert "没有查实" in told.body


def make_officer() -> User:
    return make_user(
        display_name="许复核", role=Role.CERTIFICATE_OFFICER, is_staff=True
    )


def test_who_may_not_do_it_neither_asks_nor_confirms(
    held: Certificate, registrar: User, certificate_officer: User, auditor: User
) -> None:
    with pytest.raises(NotPermitted):
        ask_to_revoke(held, by=registrar, reason="替考")
    asked = ask_to_revoke(held, by=certificate_officer, reason="替考")
    for other in (registrar, auditor):
        with pytest.raises(NotPermitted):
            confirm_request(asked, by=other)
    with pytest.raises(Refusal) as caught:
        ask_to_revoke(held, by=make_officer(), reason="替考")
    assert code_of(caught) == "asked_already"
    certificate_officer.groups.clear()
    with pytest.raises(Refusal) as caught:
        confirm_request(asked, by=make_officer())
    assert code_of(caught) == "asker_may_no_more"


def test_what_could_not_be_done_is_not_asked_for(
    held: Certificate, registrar: User, certificate_officer: User
) -> None:
    with pytest.raises(Refusal) as caught:
        ask_to_reissue(held, by=registrar, reason="更名", kind=held.Reissue.NAME)
    assert code_of(caught) == "name_unchanged"
    with pytest.raises(Refusal) as caught:
        ask_to_revoke(held, by=certificate_officer, reason=" ")
    assert code_of(caught) == "reason_needed"


def changed_since(asked: ApprovalRequest, *, by: User) -> str:
    before = Certificate.objects.count(), Entry.objects.count()
    with pytest.raises(Refusal) as caught:
        confirm_request(asked, by=by)
    assert (Certificate.objects.count(), Entry.objects.count()) == before
    asked.refresh_from_db()
    assert asked.is_waiting
    assert code_of(caught) == "changed_since"
    return str(caught.value)


def test_a_name_or_mark_that_changed_since_is_not_issued(
    cohort: Cohort, registrar: User, certificate_officer: User
) -> None:
    asked = ask_to_issue(cohort, by=registrar)
    first, second = cohort.enrollments.order_by("pk")
    Person.objects.filter(pk=first.person_id).update(name="李春华")
    assert "李春花" in changed_since(asked, by=certificate_officer)
    Person.objects.filter(pk=first.person_id).update(name="李春花")
    result = second.results.get()
    make_result(second, practical_points=91, supersedes=result)
    said = changed_since(asked, by=certificate_officer)
    assert "王秀英" in said
    assert "李春花" not in said


def test_who_passed_since_is_not_in_it_and_what_was_issued_since_is_not_again(
    cohort: Cohort, registrar: User, certificate_officer: User, settings: Any
) -> None:
    asked = ask_to_issue(cohort, by=registrar)
    make_passed(cohort, "赵桂兰")
    settings.CERTIFICATES_BY_TWO = False
    actions.issue(cohort, by=registrar)
    changed_since(asked, by=certificate_officer)
    assert Certificate.objects.count() == 3


def test_suspended_since_is_not_revoked_unread(
    held: Certificate, certificate_officer: User
) -> None:
    asked = ask_to_revoke(held, by=certificate_officer, reason="替考")
    actions.suspend(held, by=certificate_officer, reason="先停用")
    changed_since(asked, by=make_officer())


def test_a_reissue_takes_two_and_keeps_what_was_read(
    held: Certificate, registrar: User, certificate_officer: User
) -> None:
    person = held.enrollment.person
    Person.objects.filter(pk=person.pk).update(name="李春华")
    held.refresh_from_db()
    asked = ask_to_reissue(held, by=registrar, reason="身份证", kind=held.Reissue.NAME)
    assert [line["name"] for line in asked.plan] == ["李春华"]
    done = confirm_request(asked, by=certificate_officer)
    new = Certificate.objects.get(replaces=held)
    assert done.batch == new.batch
    assert new.claims["name"] == "李春华"


def test_the_desk_asks_shows_and_carries_out(
    cohort: Cohort, registrar: User, certificate_officer: User
) -> None:
    desk, other = signed_in(registrar), signed_in(certificate_officer)
    url = reverse("certificates_desk:issue", args=[cohort.code])
    form = desk.get(url).context["form"].initial
    asked_page = desk.post(url, {"who": form["who"], "on": form["on"]}).url
    asked = ApprovalRequest.objects.get()
    assert asked.code in asked_page
    mine = desk.get(asked_page).text
    assert "李春花" in mine
    confirm = reverse("certificates_desk:confirm_request", args=[asked.code])
    assert confirm not in mine
    cohort_page = reverse("certificates_desk:eligible", args=[cohort.code])
    assert asked_page in other.get(cohort_page).text
    assert asked_page in other.get(reverse("certificates_desk:requests")).text
    assert confirm in other.get(asked_page).text
    other.post(confirm)
    assert Certificate.objects.count() == 2
    certificate = Certificate.objects.latest("pk")
    history = other.get(reverse("certificate:inspect", args=[certificate.pk])).text
    assert "吴教务" in history
    assert "钱证书" in history


def test_the_desk_asks_for_a_revocation_and_a_reissue(
    held: Certificate, certificate_officer: User
) -> None:
    desk = signed_in(certificate_officer)
    url = reverse("certificates_desk:revoke", args=[held.number])
    desk.post(url, {"reason": "替考"})
    asked = ApprovalRequest.objects.get(kind="revoke")
    url = reverse("certificates_desk:withdraw_request", args=[asked.code])
    desk.post(url)
    url = reverse("certificates_desk:reissue", args=[held.number])
    desk.post(url, {"kind": "lost", "reason": "遗失"})
    asked = ApprovalRequest.objects.get(kind="reissue")
    other = signed_in(make_officer())
    other.post(
        reverse("certificates_desk:refuse_request", args=[asked.code]),
        {"reason": "请先登报"},
    )
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("refused", "请先登报")
    assert Certificate.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_does(
    cohort: Cohort, registrar: User, certificate_officer: User
) -> None:
    asked = ask_to_issue(cohort, by=registrar)
    other = make_officer()
    answers = at_once(
        *(
            lambda by=by: confirm_request(asked, by=by)
            for by in (certificate_officer, other)
        )
    )
    codes = [one.code for one in answers if isinstance(one, Refusal)]
    assert codes == ["answered_already"]
    given = Certificate.objects.order_by("number")
    assert [one.number.split("-")[4] for one in given] == ["00001", "00002"]
