"""Photos, clips and voice notes on a marking sheet: pinned, removed, kept no longer than said."""

import hashlib
import secrets
import uuid as uuids
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.assessment.access import can_mark
from school.assessment.models import Marking, Practical, Proof
from school.assessment.refusals import NotOnThisSheet, ResultIsOut, SheetHandedIn
from school.assessment.refusals import proofs as refusals
from school.assessment.rules import proofs as rules
from school.courses.models import Cohort, CriticalFail, Item
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib import photos, recordings
from school.lib.errors import NotPermitted
from school.people.models import Consent, ConsentText, Person, User

Reason = Proof.Reason
PARTS = "marking__practical_station__practical__enrollment__cohort__edition"


def pin_proof(
    marking: Marking,
    *,
    subject: Item | CriticalFail,
    kind: str,
    file: IO[bytes],
    by: Actor,
    uuid: uuids.UUID | None = None,
    taken_at: datetime | None = None,
    at: datetime | None = None,
) -> Proof:
    """Pin a photo, a clip or a voice note to a step. The same `uuid` sent again is kept once.

    What was taken before the sheet was handed in is taken until the result is out: a
    weak signal brings pictures later than marks.
    """
    now = at or timezone.now()
    uuid = uuid or uuids.uuid4()
    taken_at = min(taken_at or now, now)
    if not can_mark(by, marking):
        raise NotPermitted
    if known := Proof.objects.filter(uuid=uuid).first():
        return _same_sheet(known, marking)
    _check_may_pin(marking, subject, taken_at)
    # Outside the transaction: unpacking a large picture takes a second.
    proof = _file(kind, file)
    proof.marking, proof.uuid = marking, uuid
    proof.item = subject if isinstance(subject, Item) else None
    proof.critical_fail = subject if isinstance(subject, CriticalFail) else None
    proof.taken_at, proof.received_at = taken_at, now
    proof.taken_by = by if isinstance(by, User) else None
    kept = None
    try:
        kept = _pin(proof, by=by)
    finally:
        if kept is not proof:
            proof.file.delete(save=False)
    return kept


@transaction.atomic
def _pin(proof: Proof, *, by: Actor) -> Proof:
    marking = _held(proof.marking)
    if not can_mark(by, marking):
        raise NotPermitted
    if known := Proof.objects.filter(uuid=proof.uuid).first():
        return _same_sheet(known, marking)
    # Held, so that who takes it back at this moment finds the new file too.
    list(_consents(marking).select_for_update(of=("self",)))
    _check_may_pin(marking, proof.step, proof.taken_at)
    proof.save()
    journal.record(
        by=by,
        verb="assessment.pin_proof",
        on=marking,
        data={"step": proof.step.code, "kind": proof.kind, "sha256": proof.sha256},
        at=proof.received_at,
    )
    return proof


@transaction.atomic
def remove_proof(proof: Proof, *, by: Actor, at: datetime | None = None) -> Proof:
    """Take one's own back, while the sheet is open."""
    now = at or timezone.now()
    marking = _held(proof.marking)
    if not can_mark(by, marking):
        raise NotPermitted
    if marking.status != Marking.Status.OPEN:
        raise SheetHandedIn
    if not _remove([proof], why=Reason.BY_EXAMINER, at=now):
        raise refusals.ProofGone
    data = {"step": proof.step.code, "sha256": proof.sha256}
    journal.record(by=by, verb="assessment.remove_proof", on=marking, data=data, at=now)
    return proof


@transaction.atomic
def drop_proofs(person: Person, *, by: Actor, at: datetime | None = None) -> int:
    """She has taken her consent back: every file goes; how many it was."""
    now = at or timezone.now()
    standing = Proof.objects.standing().of(person).select_for_update(of=("self",))
    removed = _remove(standing, why=Reason.CONSENT_WITHDRAWN, at=now)
    if removed:
        journal.record(
            by=by,
            verb="assessment.drop_proofs",
            on=person,
            data={"files": removed},
            at=now,
        )
    return removed


@transaction.atomic
def forget_proofs(*, by: Actor, at: datetime | None = None) -> int:
    """Delete the files that have been kept long enough; how many it was."""
    now = at or timezone.now()
    if by != SYSTEM:
        raise NotPermitted
    by_class: dict[Cohort, list[Proof]] = {}
    for proof in past_proofs(now):
        by_class.setdefault(_cohort(proof), []).append(proof)
    removed = 0
    for cohort, proofs in by_class.items():
        files = _remove(proofs, why=Reason.PAST_ITS_DATE, at=now)
        removed += files
        journal.record(
            by=by,
            verb="assessment.forget_proofs",
            on=cohort,
            data={"files": files},
            at=now,
        )
    # A storage that was away when a file should have gone.
    for left in Proof.objects.exclude(removed_at=None).exclude(file=""):
        transaction.on_commit(partial(_delete_file, left))
    return removed


def past_proofs(at: datetime) -> list[Proof]:
    """Those that have been kept long enough."""
    standing = (
        Proof.objects.standing()
        .select_related(PARTS)
        .prefetch_related("marking__practical_station__appeals")
    )
    return [one for one in standing if one.keep_until and one.keep_until <= at]


def _held(marking: Marking) -> Marking:
    return (
        Marking.objects.select_for_update(of=("self",))
        .select_related("practical_station__practical__enrollment__person")
        .get(pk=marking.pk)
    )


def _cohort(proof: Proof) -> Cohort:
    return proof.marking.practical_station.practical.enrollment.cohort


def _same_sheet(known: Proof, marking: Marking) -> Proof:
    if known.marking_id != marking.pk:
        raise NotOnThisSheet
    return known


def _check_may_pin(
    marking: Marking, subject: Item | CriticalFail, taken_at: datetime
) -> None:
    place = marking.practical_station
    if subject.station_id != place.station_id:
        raise NotOnThisSheet
    if place.practical.status == Practical.Status.RELEASED:
        raise ResultIsOut
    if marking.submitted_at and taken_at > marking.submitted_at:
        raise SheetHandedIn
    if not _consents(marking).exists():
        raise refusals.PicturesNotAgreed
    pinned = marking.proofs.standing().filter(**{_field(subject): subject})
    if pinned.count() >= rules.MOST_PER_STEP:
        raise refusals.TooManyProofs(most=rules.MOST_PER_STEP)


def _consents(marking: Marking) -> QuerySet[Consent]:
    person = marking.practical_station.practical.enrollment.person_id
    agreed = Consent.objects.standing().of(ConsentText.Purpose.PICTURES)
    return agreed.filter(person=person)


def _field(subject: Item | CriticalFail) -> str:
    return "item" if isinstance(subject, Item) else "critical_fail"


def _file(kind: str, file: IO[bytes]) -> Proof:
    """A new row with its file in the storage, without where it was taken."""
    data = file.read(rules.LARGEST + 1)
    if len(data) > rules.LARGEST:
        raise refusals.ProofTooLarge(megabytes=rules.LARGEST // rules.MEGABYTE)
    seconds = None
    if kind == rules.PHOTO:
        data, media_type = photos.evidence(data), "image/jpeg"
    else:
        data, media_type, seconds = _recording(kind, data)
    proof = Proof(
        kind=kind,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        seconds=seconds,
    )
    name = f"{secrets.token_hex(16)}.{rules.ENDINGS[media_type]}"
    proof.file.save(name, ContentFile(data), save=False)
    return proof


def _recording(kind: str, data: bytes) -> tuple[bytes, str, int | None]:
    """A clip or a voice note: known by its bytes; how long it lasts, if it says so."""
    container = recordings.container_of(data[: recordings.HEAD_BYTES])
    facts = recordings.facts_in(data)
    match rules.fault_of(kind, container, facts):
        case rules.Fault.TOO_LONG:
            raise refusals.ProofTooLong(seconds=rules.LONGEST[kind])
        case rules.Fault.OTHER_KIND:
            raise refusals.NoClip if kind == rules.CLIP else refusals.NoVoiceNote
    return (
        recordings.unsaid(data),
        rules.MEDIA_TYPES[kind][container],
        round(facts.seconds) or None,
    )


def _remove(proofs: Iterable[Proof], *, why: str, at: datetime) -> int:
    """The row says so for good first, then the bytes go."""
    removed = 0
    for proof in proofs:
        if (
            Proof.objects.standing()
            .filter(pk=proof.pk)
            .update(removed_at=at, removed_why=why)
        ):
            removed += 1
            transaction.on_commit(partial(_delete_file, proof))
    return removed


def _delete_file(proof: Proof) -> None:
    proof.file.delete(save=False)
    Proof.objects.filter(pk=proof.pk).update(file="")
