"""What goes wrong while a class is printed, and what the next try finds."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from school.assessment.signals import result_decided
from school.certificates import (
    actions,
    refusals,
    rules,
    tasks,
    verification,
)
from school.certificates.actions import printing
from school.certificates.models import Batch, Certificate, StatusChange
from school.journal.actors import SYSTEM
from school.lib.errors import NotPermitted, Refusal
from school.lib.pdf import Press
from school.people.models import Person
from tests.cast import signed_in
from tests.factories.certificates import make_assessed_cohort, make_result, pdf_of

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


def test_whatever_goes_wrong_with_one_the_rest_of_the_class_is_printed(
    cohort, registrar, monkeypatch
):
    print_page = Press.print

    def fails_for_one(self, page, **carried):
        if "李春花" in page:
            raise LookupError("a drawing is missing")
        return print_page(self, page, **carried)

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


def test_a_slow_worker_does_not_keep_a_name_that_was_put_right_since(cohort, registrar):
    batch = actions.issue(cohort, by=registrar)
    late = batch.certificates.earliest("pk")
    printing.stop(late, because=refusals.PrintingFailed(), at=timezone.now())
    Person.objects.filter(pk=late.enrollment.person_id).update(name="李春华")
    actions.issue(cohort, by=registrar)
    assert not actions.keep_printed(late, pdf=b"%PDF", at=batch.requested_at)
    late.refresh_from_db()
    assert (late.status, late.claims["name"]) == (Status.QUEUED, "李春华")


def test_what_a_killed_worker_half_wrote_is_written_anew(cohort, registrar):
    before = files_kept()
    batch = actions.issue(cohort, by=registrar)
    one = Certificate.objects.first()
    left = f"certificates/{one.issued_on:%Y}/{one.code}.pdf"
    assert one.pdf.storage.save(left, ContentFile(b"%PDF-1.7 ha")) == left
    actions.print_batch(batch)
    one.refresh_from_db()
    assert one.pdf.name == left
    assert one.pdf_sha256 == rules.sha256(pdf_of(one))
    assert files_kept() == before + 3


def test_a_file_whose_printing_could_not_be_noted_is_replaced(
    cohort, registrar, monkeypatch
):
    def fails(*_ours, **_words):
        raise LookupError("the history is out of order")

    before = files_kept()
    batch = actions.issue(cohort, by=registrar)
    monkeypatch.setattr(printing, "_note_issued", fails)
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
    note = printing._note_issued
    actions.issue(cohort, by=registrar)
    one = Certificate.objects.first()

    def is_overtaken(certificate, *, at, level):
        """The connection is gone and with it the row's lock: another prints it."""
        monkeypatch.setattr(printing, "_note_issued", note)
        Certificate.objects.filter(pk=certificate.pk).update(status=Status.QUEUED)
        assert actions.keep_printed(certificate, pdf=b"%PDF theirs", at=at)
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(printing, "_note_issued", is_overtaken)
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

    def fails_for_one(self, page, **carried):
        if "李春花" in page:
            raise error
        return print_page(self, page, **carried)

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
    def breaks(*_words):
        raise LookupError("no press")

    batch = actions.issue(cohort, by=registrar)
    monkeypatch.setattr(printing.diploma, "press", breaks)
    # Of the real number each takes two seconds.
    monkeypatch.setattr(tasks, "MOST_TRIES", 3)
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


def test_an_abandoned_batch_is_queued_again(cohort, registrar, monkeypatch):
    batch = actions.issue(cohort, by=registrar)
    queued = []
    monkeypatch.setattr(tasks, "enqueue", lambda task, *ids: queued.append(ids))
    tasks.resume_batches()
    assert queued == []
    Batch.objects.update(requested_at=batch.requested_at - 2 * tasks.ABANDONED)
    tasks.resume_batches()
    assert queued == [(batch.pk,)]


def test_what_was_decided_anew_while_it_waited_is_not_printed(cohort, registrar):
    """Decided while it was issued, when it was not seen yet, and decided since."""
    batch = actions.issue(cohort, by=registrar)
    unseen, seen, _other = batch.certificates.order_by("number")
    make_result(unseen.enrollment, has_passed=False, supersedes=unseen.result)
    better = make_result(seen.enrollment, theory_points=99, supersedes=seen.result)
    result_decided.send(sender=None, result=better, by=SYSTEM, at=timezone.now())
    tasks.print_batch(batch.pk)
    found = Certificate.objects.order_by("number")
    assert [one.status for one in found] == [Status.STOPPED] * 2 + [Status.VALID]
    assert {one.stopped_because["code"] for one in found[:2]} == {"result_changed"}
    again = issued(cohort, registrar)
    assert [one.status for one in again] == [Status.STOPPED] + [Status.VALID] * 2
    assert again[1].claims["theory_points"] == 99
    # What is printed takes a person.
    worse = make_result(seen.enrollment, has_passed=False, supersedes=better)
    result_decided.send(sender=None, result=worse, by=SYSTEM, at=timezone.now())
    seen.refresh_from_db()
    assert seen.status == Status.VALID


def test_a_lost_file_is_said_and_printed_again_with_the_same_claims(
    cohort, registrar, auditor, monkeypatch
):
    one = issued(cohort, registrar)[0]
    first = pdf_of(one)
    address = f"/certificates/pdf/{one.code}/"
    desk, page = signed_in(registrar), reverse("certificate:inspect", args=[one.pk])
    again = reverse("certificates_desk:print_again", args=[one.number])
    with pytest.raises(Refusal) as caught:
        actions.print_again(one, by=registrar)
    assert caught.value.code == "file_there"
    assert again not in desk.get(page).text
    one.pdf.storage.delete(one.pdf.name)
    answer = signed_in(one.enrollment.person).get(address)
    assert answer.status_code == 404 and one.number in answer.text
    with pytest.raises(NotPermitted):
        actions.print_again(one, by=auditor)
    assert again in desk.get(page).text
    with monkeypatch.context() as patched:
        patched.setattr(Press, "print", away)
        assert "稍后再试" in desk.post(again, follow=True).text
    assert "已重新打印" in desk.post(again, follow=True).text
    assert desk.get(address).status_code == 200
    one.refresh_from_db()
    assert one.pdf_sha256 == rules.sha256(pdf_of(one)) != rules.sha256(first)
    # Whoever has the first still has a genuine one.
    assert verification.check(first).verdict == "genuine"
    one.pdf.seek(0)
    assert verification.check(pdf_of(one)).verdict == "genuine"


def away(*_page, **_carried):
    raise OSError("the storage is away")
