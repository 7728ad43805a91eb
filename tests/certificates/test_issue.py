"""Issuing a class in one press, and printing it."""

from datetime import timedelta

import pytest

from school.certificates import actions, rules, tasks
from school.certificates.models import Batch, Certificate
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people.models import Person
from tests.factories.certificates import (
    make_assessed_cohort,
    make_passed,
    make_result,
    pdf_of,
)
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

Status = Certificate.Status


@pytest.fixture
def cohort(db):
    return make_assessed_cohort("李春花", "王秀英", "阿卜杜热西提·阿布都外力")


def issued(cohort, by) -> list[Certificate]:
    tasks.print_batch(actions.issue(cohort, by=by).pk)
    return list(Certificate.objects.order_by("number"))


def test_everyone_who_passed_gets_one_printed_certificate(cohort, registrar):
    found = issued(cohort, registrar)
    assert [one.status for one in found] == [Status.VALID] * 3
    for one in found:
        pdf = pdf_of(one)
        assert pdf.startswith(b"%PDF")
        assert one.pdf_sha256 == rules.sha256(pdf)
        assert one.claims_sha256 == rules.sha256(rules.canonical(one.claims))
        assert one.claims["name"] == one.enrollment.person.name


def test_numbers_follow_each_other_without_a_gap(cohort, registrar):
    serials = [one.number.split("-")[4] for one in issued(cohort, registrar)]
    assert serials == ["00001", "00002", "00003"]


def test_issuing_again_changes_nothing(cohort, registrar):
    before = [(one.pk, one.number, one.pdf.name) for one in issued(cohort, registrar)]
    after = [(one.pk, one.number, one.pdf.name) for one in issued(cohort, registrar)]
    assert after == before
    assert Batch.objects.count() == 1


def test_one_who_passes_later_gets_the_next_number(cohort, registrar):
    issued(cohort, registrar)
    make_passed(cohort, "赵桂兰")
    newest = issued(cohort, registrar)[-1]
    assert newest.claims["name"] == "赵桂兰"
    assert newest.number.split("-")[4] == "00004"


def test_issuing_again_gives_nobody_back_what_was_revoked(
    cohort, registrar, certificate_officer
):
    first = issued(cohort, registrar)[0]
    actions.revoke(first, by=certificate_officer, reason="代考查实")
    make_passed(cohort, "赵桂兰")
    found = issued(cohort, registrar)
    assert [one.status for one in found] == [
        Status.REVOKED,
        Status.VALID,
        Status.VALID,
        Status.VALID,
    ]
    assert found[-1].claims["name"] == "赵桂兰"


def test_one_who_failed_gets_none(cohort, registrar):
    failed = make_enrollment(
        cohort, make_trainee("周未过"), status=Enrollment.Status.NOT_COMPLETED
    )
    make_result(failed, has_passed=False, reasons=[{"code": "theory_low", "data": {}}])
    issued(cohort, registrar)
    assert not failed.certificates.exists()


def test_a_class_in_which_nobody_passed_is_refused(registrar):
    with pytest.raises(Refusal) as caught:
        actions.issue(make_assessed_cohort(), by=registrar)
    assert caught.value.code == "nobody_eligible"


@pytest.mark.parametrize("who", ["instructor", "points_officer", "auditor", "stranger"])
def test_who_may_not_issue_is_refused(cohort, who, request):
    with pytest.raises(NotPermitted):
        actions.issue(cohort, by=request.getfixturevalue(who))
    assert not Certificate.objects.exists()


def test_a_name_that_no_font_can_print_stops_that_one_only(cohort, registrar):
    make_passed(cohort, "李\U0003ffff")
    found = issued(cohort, registrar)
    assert sorted(one.status for one in found) == [Status.STOPPED] + [Status.VALID] * 3
    stopped = next(one for one in found if one.status == Status.STOPPED)
    assert stopped.stopped_because["code"] == "cannot_print"
    assert not stopped.pdf


def test_a_stopped_one_is_printed_under_its_number_once_the_name_is_mended(
    cohort, registrar
):
    enrollment = make_passed(cohort, "李\U0003ffff")
    issued(cohort, registrar)
    number = enrollment.certificates.get().number
    Person.objects.filter(pk=enrollment.person_id).update(name="李𡌴")
    issued(cohort, registrar)
    mended = enrollment.certificates.get()
    assert (mended.number, mended.status) == (number, Status.VALID)
    assert mended.claims["name"] == "李𡌴"


def stopped_and_decided_anew(by, **decision) -> Certificate:
    """Not printed for its name; that is mended, and the marks are others since."""
    enrollment = make_passed(make_assessed_cohort(), "李\U0003ffff")
    [one] = issued(enrollment.cohort, by)
    Person.objects.filter(pk=enrollment.person_id).update(name="李𡌴")
    make_result(enrollment, supersedes=one.result, **decision)
    return one


def test_a_stopped_one_whose_result_fell_away_is_not_printed(registrar):
    one = stopped_and_decided_anew(registrar, has_passed=False)
    issued(one.enrollment.cohort, registrar)
    one.refresh_from_db()
    assert one.status == Status.STOPPED


def test_a_stopped_one_says_the_marks_that_count_now(registrar):
    one = stopped_and_decided_anew(registrar, theory_points=99)
    day, number = one.issued_on, one.number
    # Numbered the day before the marks came out.
    Certificate.objects.update(issued_on=day - timedelta(days=1))
    issued(one.enrollment.cohort, registrar)
    one.refresh_from_db()
    assert (one.status, one.number) == (Status.VALID, number)
    assert one.issued_on == day
    assert one.claims["theory_points"] == 99
    assert one.result.theory_points == 99
    assert one.claims["issued_on"] == one.issued_on.isoformat()
    assert one.claims_sha256 == rules.sha256(rules.canonical(one.claims))


def test_a_photo_that_is_gone_stops_that_one_only(cohort, registrar):
    enrollment = cohort.enrollments.first()
    Person.objects.filter(pk=enrollment.person_id).update(photo="photos/gone.jpg")
    issued(cohort, registrar)
    assert enrollment.certificates.get().stopped_because["code"] == "photo_missing"
    assert Certificate.objects.filter(status=Status.VALID).count() == 2


def test_claims_stay_when_the_person_is_renamed(cohort, registrar):
    one = issued(cohort, registrar)[0]
    Person.objects.filter(pk=one.enrollment.person_id).update(name="改名")
    one.refresh_from_db()
    assert one.claims["name"] == "李春花"


def test_issuing_and_printing_are_journalled(cohort, registrar):
    issued(cohort, registrar)
    assert Entry.objects.filter(verb="certificates.issue").count() == 1
    assert Entry.objects.filter(verb="certificates.print").count() == 3
