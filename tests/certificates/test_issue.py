"""Issuing a class in one press, and printing it."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.utils import timezone

from school.certificates import actions, refusals, rules, signals, tasks
from school.certificates.actions import printing
from school.certificates.models import Batch, Certificate, StatusChange
from school.enrollment.models import Enrollment
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.lib.pdf import Press
from school.people.models import Person
from tests.factories.certificates import make_assessed_cohort, make_passed, make_result
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

Status = Certificate.Status


def files_kept() -> int:
    folder = Path(Certificate._meta.get_field("pdf").storage.location)
    return len(list(folder.rglob("*.pdf")))


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
        pdf = one.pdf.read()
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


def test_a_photo_that_is_gone_stops_that_one_only(cohort, registrar):
    enrollment = cohort.enrollments.first()
    Person.objects.filter(pk=enrollment.person_id).update(photo="photos/gone.jpg")
    issued(cohort, registrar)
    assert enrollment.certificates.get().stopped_because["code"] == "photo_missing"
    assert Certificate.objects.filter(status=Status.VALID).count() == 2


def test_whatever_goes_wrong_with_one_the_rest_of_the_class_is_printed(
    cohort, registrar, monkeypatch
):
    print_page = Press.print

    def fails_for_one(self, page):
        if "李春花" in page:
            raise LookupError("a drawing is missing")
        return print_page(self, page)

    monkeypatch.setattr(Press, "print", fails_for_one)
    first, *others = issued(cohort, registrar)
    assert first.stopped_because == {"code": "printing_failed", "data": {}}
    assert [one.status for one in others] == [Status.VALID] * 2
    assert Batch.objects.get().finished_at is not None
    monkeypatch.undo()
    assert issued(cohort, registrar)[0].status == Status.VALID


def test_printing_twice_keeps_the_first_pdf(cohort, registrar):
    before = files_kept()
    batch = actions.issue(cohort, by=registrar)
    actions.print_batch(batch)
    kept = {one.pk: one.pdf_sha256 for one in Certificate.objects.all()}
    for one in Certificate.objects.all():
        assert not actions.keep_printed(one, pdf=b"%PDF other", at=batch.requested_at)
    assert {one.pk: one.pdf_sha256 for one in Certificate.objects.all()} == kept
    assert files_kept() == before + 3
    assert StatusChange.objects.count() == 3


def test_what_a_killed_worker_half_wrote_is_written_anew(cohort, registrar):
    before = files_kept()
    batch = actions.issue(cohort, by=registrar)
    one = Certificate.objects.first()
    left = f"certificates/{one.issued_on:%Y}/{one.code}.pdf"
    assert one.pdf.storage.save(left, ContentFile(b"%PDF-1.7 ha")) == left
    actions.print_batch(batch)
    one.refresh_from_db()
    assert one.pdf.name == left
    assert one.pdf_sha256 == rules.sha256(one.pdf.read())
    assert files_kept() == before + 3


def test_a_file_whose_issue_could_not_be_announced_is_replaced(
    cohort, registrar, monkeypatch
):
    def fails(**_words):
        raise LookupError("a listener is broken")

    before = files_kept()
    batch = actions.issue(cohort, by=registrar)
    monkeypatch.setattr(signals.issued, "send", fails)
    actions.print_batch(batch)
    found = Certificate.objects.all()
    assert {one.status for one in found} == {Status.STOPPED}
    assert not any(one.pdf for one in found)
    monkeypatch.undo()
    assert {one.status for one in issued(cohort, registrar)} == {Status.VALID}
    assert files_kept() == before + 3


def test_a_worker_that_lost_its_row_leaves_the_file_of_the_next(
    cohort, registrar, monkeypatch
):
    announce = printing._announce_issued
    actions.issue(cohort, by=registrar)
    one = Certificate.objects.first()

    def is_overtaken(certificate, *, at):
        """The connection is gone and with it the row's lock: another prints it."""
        monkeypatch.setattr(printing, "_announce_issued", announce)
        Certificate.objects.filter(pk=certificate.pk).update(status=Status.QUEUED)
        assert actions.keep_printed(certificate, pdf=b"%PDF theirs", at=at)
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(printing, "_announce_issued", is_overtaken)
    with pytest.raises(OperationalError):
        actions.keep_printed(one, pdf=b"%PDF ours", at=timezone.now())
    name = f"certificates/{one.issued_on:%Y}/{one.code}.pdf"
    with one.pdf.storage.open(name) as file:
        assert file.read() == b"%PDF theirs"


@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), OSError("the storage is away")]
)
def test_what_passes_by_itself_leaves_that_one_queued_for_the_next_try(
    cohort, registrar, monkeypatch, error
):
    print_page = Press.print

    def fails_for_one(self, page):
        if "李春花" in page:
            raise error
        return print_page(self, page)

    batch = actions.issue(cohort, by=registrar)
    monkeypatch.setattr(Press, "print", fails_for_one)
    with pytest.raises(type(error)):
        tasks.print_batch(batch.pk)
    first, *others = Certificate.objects.order_by("number")
    assert first.status == Status.QUEUED
    assert [one.status for one in others] == [Status.VALID] * 2
    monkeypatch.undo()
    tasks.print_batch(batch.pk)
    first.refresh_from_db()
    assert first.status == Status.VALID
    assert Batch.objects.get().finished_at is not None


def test_a_photo_that_cannot_be_reached_now_is_waited_for(
    cohort, registrar, monkeypatch
):
    enrollment = cohort.enrollments.first()
    Person.objects.filter(pk=enrollment.person_id).update(photo="photos/there.jpg")

    def is_away(*_words):
        raise ConnectionError("the storage is away")

    batch = actions.issue(cohort, by=registrar)
    monkeypatch.setattr(Certificate._meta.get_field("pdf").storage, "open", is_away)
    with pytest.raises(ConnectionError):
        tasks.print_batch(batch.pk)
    assert enrollment.certificates.get().status == Status.QUEUED
    assert Certificate.objects.filter(status=Status.VALID).count() == 2


def test_a_batch_that_never_prints_is_given_up_with_the_reason(
    cohort, registrar, monkeypatch
):
    def breaks(_sheets):
        raise LookupError("no press")

    batch = actions.issue(cohort, by=registrar)
    monkeypatch.setattr(printing.diploma, "press", breaks)
    for _try in range(tasks.MOST_TRIES):
        with pytest.raises(LookupError):
            tasks.print_batch(batch.pk)
    assert not Certificate.objects.exclude(status=Status.QUEUED).exists()
    tasks.print_batch(batch.pk)
    for one in Certificate.objects.all():
        assert one.status == Status.STOPPED
        assert one.stopped_because["code"] == "printing_given_up"
        assert str(tasks.MOST_TRIES) in refusals.explain(one.stopped_because)
    assert Batch.objects.get().finished_at is not None
    monkeypatch.undo()
    assert {one.status for one in issued(cohort, registrar)} == {Status.VALID}


def test_claims_stay_when_the_person_is_renamed(cohort, registrar):
    one = issued(cohort, registrar)[0]
    Person.objects.filter(pk=one.enrollment.person_id).update(name="改名")
    one.refresh_from_db()
    assert one.claims["name"] == "李春花"


def test_issuing_and_printing_are_journalled(cohort, registrar):
    issued(cohort, registrar)
    assert Entry.objects.filter(verb="certificates.issue").count() == 1
    assert Entry.objects.filter(verb="certificates.print").count() == 3


def test_an_abandoned_batch_is_queued_again(cohort, registrar, monkeypatch):
    batch = actions.issue(cohort, by=registrar)
    queued = []
    monkeypatch.setattr(tasks, "enqueue", lambda task, *ids: queued.append(ids))
    tasks.resume_batches()
    assert queued == []
    Batch.objects.update(requested_at=batch.requested_at - 2 * tasks.ABANDONED)
    tasks.resume_batches()
    assert queued == [(batch.pk,)]
