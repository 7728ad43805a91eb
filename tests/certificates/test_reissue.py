"""A certificate in the place of another: the old one stays, says so and leads to the new."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from school.assessment.models import Result
from school.certificates import actions, rules
from school.certificates.models import Certificate, StatusChange
from school.journal.models import Entry as JournalEntry
from school.lib.errors import NotPermitted, Refusal
from school.notices.models import Notice
from school.notices.wording import letter
from school.people.models import Person, User
from school.points.models import Posting
from tests.assessment.test_races import at_once
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort, make_result, pdf_of
from tests.factories.points import make_rule

Status, Reissue = Certificate.Status, Certificate.Reissue


@pytest.fixture
def old(registrar: User) -> Certificate:
    actions.print_batch(actions.issue(make_assessed_cohort("李春花"), by=registrar))
    return Certificate.objects.get()


def rename(certificate: Certificate, name: str = "李春华") -> None:
    Person.objects.filter(pk=certificate.enrollment.person_id).update(name=name)


def reissued(
    old: Certificate, *, by: User, kind: Reissue = Reissue.LOST
) -> Certificate:
    new = actions.reissue(old, by=by, reason="学员来访说明", kind=kind)
    actions.print_batch(new.batch)
    actions.announce_batch(new.batch)
    new.refresh_from_db()
    return new


def refused(old: Certificate, *, by: User, kind: Reissue = Reissue.LOST) -> str:
    with pytest.raises(Refusal) as caught:
        actions.reissue(old, by=by, reason="说明", kind=kind)
    return caught.value.code


def test_a_corrected_name_stands_on_a_new_one_under_a_new_number(
    old: Certificate, registrar: User
) -> None:
    before = (old.claims, old.pdf_sha256, pdf_of(old))
    rename(old)
    new = reissued(old, by=registrar, kind=Reissue.NAME)
    old.refresh_from_db()
    assert (old.status, new.status) == (Status.SUPERSEDED, Status.VALID)
    assert (old.claims, old.pdf_sha256, pdf_of(old)) == before
    assert new.replaces == old
    assert new.claims["replaces"] == old.number != new.number
    assert new.claims["name"] == "李春华"
    assert new.claims_sha256 == rules.sha256(rules.canonical(new.claims))
    assert new.code not in old.claims["verify_url"]


def test_the_history_says_why_and_by_whom(old: Certificate, registrar: User) -> None:
    new = reissued(old, by=registrar)
    change = StatusChange.objects.get(certificate=old, status=Status.SUPERSEDED)
    assert (change.by, change.reason) == (registrar, "学员来访说明")
    entry = JournalEntry.objects.get(verb="certificates.reissue")
    assert entry.data == {"new": new.number, "because": "lost"}


def test_changed_marks_stand_on_the_new_one(old: Certificate, registrar: User) -> None:
    assert refused(old, by=registrar, kind=Reissue.MARKS) == "marks_unchanged"
    make_result(old.enrollment, practical_points=91, supersedes=old.result)
    new = reissued(old, by=registrar, kind=Reissue.MARKS)
    assert (old.claims["practical_points"], new.claims["practical_points"]) == (
        78.5,
        91,
    )


def test_a_result_that_is_not_passed_any_more_carries_no_new_one(
    old: Certificate, registrar: User
) -> None:
    make_result(old.enrollment, has_passed=False, supersedes=old.result)
    for kind in Reissue:
        assert refused(old, by=registrar, kind=kind) == "no_longer_passed"
    assert Result.objects.count() == 2


def test_a_name_that_was_not_corrected_is_no_reason(
    old: Certificate, registrar: User
) -> None:
    assert refused(old, by=registrar, kind=Reissue.NAME) == "name_unchanged"


def test_only_what_is_valid_is_reissued(
    old: Certificate, registrar: User, certificate_officer: User
) -> None:
    actions.suspend(old, by=certificate_officer, reason="核对")
    assert refused(old, by=registrar) == "status_not_possible"
    actions.revoke(old, by=certificate_officer, reason="代考")
    assert refused(old, by=registrar) == "status_not_possible"
    assert Certificate.objects.count() == 1


def test_one_is_replaced_once_and_the_new_one_can_be_in_its_turn(
    old: Certificate, registrar: User
) -> None:
    new = reissued(old, by=registrar)
    assert refused(old, by=registrar) == "replaced_already"
    reissued(new, by=registrar)
    standing = Certificate.objects.filter(status=Status.VALID)
    assert standing.get().replaces == new
    numbers = Certificate.objects.order_by("pk").values_list("number", flat=True)
    assert [number.split("-")[4] for number in numbers] == ["00001", "00002", "00003"]


def test_a_reason_is_needed(old: Certificate, registrar: User) -> None:
    with pytest.raises(Refusal) as caught:
        actions.reissue(old, by=registrar, reason=" ", kind=Reissue.LOST)
    assert caught.value.code == "reason_needed"


@pytest.mark.parametrize("who", ["instructor", "points_officer", "auditor", "stranger"])
def test_who_may_not_issue_does_not_reissue(
    old: Certificate, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotPermitted):
        reissued(old, by=request.getfixturevalue(who))
    old.refresh_from_db()
    assert old.status == Status.VALID


def test_the_database_wants_a_reason_with_what_is_replaced(old: Certificate) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(reissued_for=Reissue.LOST)


def test_points_are_given_once(old: Certificate, registrar: User) -> None:
    make_rule()
    new = reissued(old, by=registrar)
    reissued(new, by=registrar)
    assert Posting.objects.get().points == 15


def test_the_holder_is_told_that_it_is_replaced_and_when_the_new_one_is_there(
    old: Certificate, registrar: User
) -> None:
    new = actions.reissue(old, by=registrar, reason="遗失", kind=Reissue.LOST)
    told = Notice.objects.get(kind="certificate_changed")
    assert "已换发新证" in letter(told).subject
    assert old.number in letter(told).body
    actions.print_batch(new.batch)
    actions.announce_batch(new.batch)
    assert new.number in letter(Notice.objects.latest("pk")).body
    page = signed_in(old.enrollment.person).get("/study/certificates/").text
    assert "下载 PDF（已作废）" in page
    assert new.number in page


def page_of(certificate: Certificate) -> str:
    address = reverse("certificates:verify", args=[certificate.code])
    return str(signed_in(None).get(address).text)


def test_the_old_public_page_leads_to_the_new_one_once_it_is_printed(
    old: Certificate, registrar: User
) -> None:
    new = actions.reissue(old, by=registrar, reason="遗失", kind=Reissue.LOST)
    address = reverse("certificates:verify", args=[new.code])
    assert "已换发新证" in page_of(old)
    assert address not in page_of(old)
    actions.print_batch(new.batch)
    assert address in page_of(old)
    assert "遗失" not in page_of(old)
    assert "替代原证书" in page_of(new)
    assert old.number in page_of(new)


def test_a_new_one_that_cannot_be_printed_is_issued_again_under_its_number(
    old: Certificate, registrar: User
) -> None:
    rename(old, "李\U0003ffff")
    stopped = reissued(old, by=registrar, kind=Reissue.NAME)
    assert stopped.status == Status.STOPPED
    rename(old, "李𡌴")
    actions.print_batch(actions.issue(stopped.enrollment.cohort, by=registrar))
    stopped.refresh_from_db()
    assert (stopped.status, stopped.claims["name"]) == (Status.VALID, "李𡌴")
    assert stopped.replaces == old


def test_the_desk_reissues_and_both_pages_name_each_other(
    old: Certificate, registrar: User
) -> None:
    desk = signed_in(registrar)
    rename(old)
    address = reverse("certificates_desk:reissue", args=[old.number])
    assert address in desk.get(reverse("certificate:inspect", args=[old.pk])).text
    form = desk.get(address).text
    assert "李春花" in form
    assert "李春华" in form
    desk.post(address, {"kind": "name", "reason": "身份证上是华"})
    new = Certificate.objects.get(replaces=old)
    of_old = desk.get(reverse("certificate:inspect", args=[old.pk])).text
    of_new = desk.get(reverse("certificate:inspect", args=[new.pk])).text
    assert new.number in of_old
    assert "身份证上是华" in of_old
    assert address not in of_old
    assert old.number in of_new
    assert "更正姓名" in of_new


@pytest.mark.django_db(transaction=True)
def test_two_registrars_at_once_make_one_new_one(
    old: Certificate, registrar: User, certificate_officer: User
) -> None:
    def press(by: User) -> Certificate:
        return actions.reissue(old, by=by, reason="遗失", kind=Reissue.LOST)

    answers = at_once(lambda: press(registrar), lambda: press(certificate_officer))
    assert Certificate.objects.filter(replaces=old).count() == 1
    assert Certificate.objects.count() == 2
    refusals = [one.code for one in answers if isinstance(one, Refusal)]
    assert refusals == ["replaced_already"]
