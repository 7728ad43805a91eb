"""Photos, clips and voice notes: what is taken, once; by consent; and no longer than said."""

import hashlib
import io
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from school.assessment import actions, tasks
from school.assessment.models import Appeal, Marking, Proof
from school.journal.actors import SYSTEM
from school.journal.models import Entry
from school.lib.errors import NotPermitted, Refusal
from school.people import actions as people
from school.people.models import ConsentText
from tests.factories.appeals import appeal_about
from tests.factories.assessment import fill_sheet, markings_of
from tests.factories.enrollment import make_enrollment
from tests.factories.proofs import (
    first_item,
    fresh,
    is_there,
    make_proof,
    released,
    snapshot,
)
from tests.factories.recordings import MP3, mp4, opus, webm

PICTURES = ConsentText.Purpose.PICTURES


@pytest.fixture
def sheet(cohort, trainee) -> Marking:
    practical = actions.open_practical(make_enrollment(cohort, trainee), by=SYSTEM)
    return markings_of(practical)[0]


def refused(sheet: Marking, **extra) -> str:
    before = Proof.objects.count()
    with pytest.raises(Refusal) as refusal:
        make_proof(sheet, **extra)
    assert Proof.objects.count() == before
    return refusal.value.code


def test_a_photo_is_kept_upright_and_without_what_the_phone_wrote(sheet) -> None:
    proof = fresh(make_proof(sheet, data=snapshot(place=True)))
    with proof.file.open() as file:
        data = file.read()
    kept = Image.open(io.BytesIO(data))
    assert (kept.format, kept.size) == ("JPEG", (320, 640))
    assert not kept.getexif()
    assert b"Mrs Wu" not in data
    assert (proof.sha256, proof.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert proof.file.name.startswith("proofs/")
    assert proof.code not in proof.file.name
    entry = Entry.objects.get(verb="assessment.pin_proof")
    assert entry.data["sha256"] == proof.sha256


@pytest.mark.parametrize(
    ("kind", "data", "media_type", "seconds"),
    [
        ("clip", mp4(seconds=20, place=b"+27.9+116.7/"), "video/mp4", 20),
        ("clip", webm(seconds=12), "video/webm", 12),
        ("voice", webm(seconds=50, has_picture=False), "audio/webm", 50),
        ("voice", opus(seconds=9), "audio/ogg", 9),
        ("voice", mp4(seconds=9, size=(0, 0)), "audio/mp4", 9),
        ("voice", MP3, "audio/mpeg", None),
    ],
)
def test_a_recording_is_known_by_its_bytes(
    sheet, kind, data, media_type, seconds
) -> None:
    proof = make_proof(sheet, kind=kind, data=data)
    assert (proof.media_type, proof.seconds) == (media_type, seconds)
    with proof.file.open() as file:
        assert b"+27.9" not in file.read()


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("photo", b"<html><script>", "bad_photo"),
        ("photo", mp4(), "bad_photo"),
        ("photo", snapshot(side=120), "illustration_too_small"),
        ("photo", snapshot() + bytes(8 * 1024 * 1024), "proof_too_large"),
        ("clip", snapshot(), "no_clip"),
        ("clip", b"MZ" + bytes(90), "no_clip"),
        ("clip", opus(seconds=3), "no_clip"),
        ("clip", mp4(seconds=30), "proof_too_long"),
        ("clip", webm(seconds=30), "proof_too_long"),
        ("clip", mp4(seconds=3) + bytes(8 * 1024 * 1024), "proof_too_large"),
        ("voice", mp4(seconds=3), "no_voice_note"),
        ("voice", opus(seconds=70), "proof_too_long"),
    ],
)
def test_what_is_something_else_is_refused(sheet, kind, data, code) -> None:
    assert refused(sheet, kind=kind, data=data) == code


def test_sent_twice_it_is_kept_once(sheet) -> None:
    name = uuid.uuid4()
    first = make_proof(sheet, uuid=name)
    assert make_proof(sheet, uuid=name) == first
    assert Proof.objects.count() == 1
    other = sheet.practical_station.markings.exclude(pk=sheet.pk).get()
    assert refused(other, uuid=name) == "not_on_this_sheet"


def test_three_to_a_step_and_no_more(sheet) -> None:
    kept = [make_proof(sheet) for _time in range(3)]
    assert refused(sheet) == "too_many_proofs"
    make_proof(sheet, subject=sheet.practical_station.station.critical_fails.first())
    actions.remove_proof(kept[0], by=sheet.examiner)
    assert make_proof(sheet)


def test_a_step_of_another_station_is_not_on_the_sheet(sheet) -> None:
    others = sheet.practical_station.station.edition.stations
    other = others.exclude(pk=sheet.practical_station.station_id).first()
    assert refused(sheet, subject=other.items.first()) == "not_on_this_sheet"


def test_only_the_examiner_of_the_sheet_pins_and_removes(sheet, registrar) -> None:
    proof = make_proof(sheet)
    other = sheet.practical_station.markings.exclude(pk=sheet.pk).get().examiner
    for somebody in (other, registrar):
        with pytest.raises(NotPermitted):
            make_proof(sheet, by=somebody)
        with pytest.raises(NotPermitted):
            actions.remove_proof(proof, by=somebody)


class TestHandedIn:
    def test_what_was_taken_before_still_arrives(self, sheet) -> None:
        """A weak signal brings pictures later than marks."""
        before = timezone.now()
        fill_sheet(sheet)
        assert make_proof(sheet, taken_at=before).taken_at == before
        assert refused(sheet) == "sheet_handed_in"
        released(sheet, timezone.now())
        assert refused(sheet, taken_at=before) == "result_is_out"

    def test_nothing_is_removed(self, sheet) -> None:
        proof = make_proof(sheet)
        fill_sheet(sheet)
        with pytest.raises(Refusal) as refusal:
            actions.remove_proof(proof, by=sheet.examiner)
        assert refusal.value.code == "sheet_handed_in"

    def test_a_phone_whose_clock_is_fast_takes_nothing_in_the_future(
        self, sheet
    ) -> None:
        proof = make_proof(sheet, taken_at=timezone.now() + timedelta(days=2))
        assert proof.taken_at == proof.received_at


class TestConsent:
    def test_without_it_nothing_is_taken(self, sheet) -> None:
        with pytest.raises(Refusal) as refusal:
            actions.pin_proof(
                sheet,
                subject=first_item(sheet),
                kind="photo",
                file=io.BytesIO(snapshot()),
                by=sheet.examiner,
            )
        assert refusal.value.code == "pictures_not_agreed"
        assert not Proof.objects.exists()

    def test_taken_back_it_takes_the_files_along_and_leaves_their_rows(
        self, sheet, trainee, django_capture_on_commit_callbacks
    ) -> None:
        proof = make_proof(sheet)
        bystander = make_proof(markings_of(_another(sheet))[0])
        with django_capture_on_commit_callbacks(execute=True):
            people.withdraw_consent(trainee, purpose=PICTURES, by=trainee.user)
        gone = fresh(proof)
        assert (gone.removed_why, gone.sha256) == ("consent", proof.sha256)
        assert gone.removed_at
        assert not is_there(proof)
        assert is_there(bystander)
        entry = Entry.objects.get(verb="assessment.drop_proofs")
        assert entry.data == {"files": 1}
        assert refused_by_now(sheet) == "pictures_not_agreed"

    def test_another_consent_taken_back_takes_nothing(self, sheet, trainee) -> None:
        proof = make_proof(sheet)
        people.withdraw_consent(
            trainee, purpose=ConsentText.Purpose.ENROLMENT, by=trainee.user
        )
        assert fresh(proof).removed_at is None


def refused_by_now(sheet: Marking) -> str:
    with pytest.raises(Refusal) as refusal:
        actions.pin_proof(
            sheet,
            subject=first_item(sheet),
            kind="photo",
            file=io.BytesIO(snapshot()),
            by=sheet.examiner,
        )
    return refusal.value.code


def _another(sheet: Marking):
    cohort = sheet.practical_station.practical.enrollment.cohort
    return actions.open_practical(make_enrollment(cohort), by=SYSTEM)


class TestRetention:
    def test_files_past_their_date_go_and_the_journal_says_how_many(
        self, sheet, django_capture_on_commit_callbacks
    ) -> None:
        proof = make_proof(sheet)
        days = timedelta(
            days=sheet.practical_station.practical.enrollment.cohort.edition.evidence_days
        )
        now = timezone.now()
        released(sheet, now - days + timedelta(minutes=5))
        assert tasks.forget_proofs() == 0
        assert is_there(proof)
        with django_capture_on_commit_callbacks(execute=True):
            removed = actions.forget_proofs(by=SYSTEM, at=now + timedelta(minutes=6))
        assert removed == 1
        assert not is_there(proof)
        gone = fresh(proof)
        assert (gone.removed_why, gone.file.name, gone.keep_until) == ("date", "", None)
        entry = Entry.objects.get(verb="assessment.forget_proofs")
        assert entry.data == {"files": 1}

    def test_it_stays_until_an_appeal_about_its_station_is_heard(self, sheet) -> None:
        proof = make_proof(sheet)
        released(sheet, timezone.now())
        later = timezone.now() + timedelta(days=1000)
        appeal_about(sheet)
        assert proof.keep_until is None
        assert actions.forget_proofs(by=SYSTEM, at=later) == 0
        Appeal.objects.update(status=Appeal.Status.HEARD)
        assert actions.forget_proofs(by=SYSTEM, at=later) == 1

    def test_nothing_goes_before_the_result_is_out(self, sheet) -> None:
        make_proof(sheet)
        later = timezone.now() + timedelta(days=300)
        assert actions.forget_proofs(by=SYSTEM, at=later) == 0

    def test_what_a_storage_did_not_delete_goes_the_next_time(
        self, sheet, django_capture_on_commit_callbacks
    ) -> None:
        proof = make_proof(sheet)
        # The transaction stands; what should follow it did not happen.
        actions.remove_proof(proof, by=sheet.examiner)
        assert is_there(proof)
        with django_capture_on_commit_callbacks(execute=True):
            assert tasks.forget_proofs() == 0
        assert not is_there(proof)

    def test_only_the_clockwork_forgets(self, registrar) -> None:
        with pytest.raises(NotPermitted):
            actions.forget_proofs(by=registrar)
