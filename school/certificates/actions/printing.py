"""Printing a batch. Safe to be killed anywhere and to be done twice at once."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.assessment.models import Result
from school.certificates import refusals, rules, signing
from school.certificates.badges.keeping import badges_of
from school.certificates.badges.models import Badge
from school.certificates.documents import carried, sheet_claims
from school.certificates.models import Batch, Certificate, StatusChange
from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.lib import diploma, fonts, pdf
from school.lib.errors import Refusal
from school.lib.pades.checking import Level
from school.lib.pades.evidence import Evidence
from school.lib.pades.keys import Key

logger = logging.getLogger(__name__)
Status = Certificate.Status
# A locked database, a lost connection, a storage that is away: no fault of the sheet's.
PASSING = (OperationalError, InterfaceError, OSError)
FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class Sheet:
    """A certificate made ready for the press, by itself."""

    claims: diploma.Claims
    page: str
    key: Key
    evidence: Evidence | None


def print_batch(batch: Batch) -> None:
    """Print and sign what of the batch is not printed, and close it.

    What cannot be printed is stopped with its reason; the others go on. What only time
    can mend is raised at the end and leaves the batch open. After that, as after a
    kill, the next run takes up where this one ended.
    """
    sheets: dict[Certificate, Sheet] = {}
    delays: list[Exception] = []
    waiting = _queued(batch)
    anew = waiting.filter(result__superseded_by__isnull=False)
    decided_anew = set(anew.values_list("pk", flat=True))
    for certificate in with_holders(waiting):
        with _alone(certificate, delays=delays):
            if certificate.pk in decided_anew:
                raise refusals.ResultChanged
            sheets[certificate] = ready(certificate)
    if sheets:
        every = sheets.values()
        badges = badges_of(sheets)
        pages = [sheet.page for sheet in every]
        with diploma.press([sheet.claims for sheet in every], pages) as press:
            for certificate, sheet in sheets.items():
                with _alone(certificate, delays=delays):
                    _print(certificate, sheet, press, badges.get(certificate))
    if delays:
        wait(batch, because=delays[0])
        raise delays[0]
    finish(batch, at=timezone.now())


def _print(
    certificate: Certificate, sheet: Sheet, press: pdf.Press, badge: Badge | None
) -> None:
    made = signed(certificate, sheet, press, badge)
    keep_printed(
        certificate,
        pdf=made,
        signed_by=sheet.key.fingerprint,
        level=signing.level_of(made, evidence=sheet.evidence),
        at=timezone.now(),
    )


def signed(
    certificate: Certificate,
    sheet: Sheet,
    press: pdf.Press,
    badge: Badge | None = None,
) -> bytes:
    return signing.sign(
        press.print(sheet.page, attachments=carried(certificate, badge)),
        key=sheet.key,
        address=sheet.claims["verify_url"],
        place=diploma.place_by_seal(sheet.claims),
        evidence=sheet.evidence,
    )


def follow_result(result: Result, *, at: datetime) -> None:
    """What waits with another result is set aside: to be issued with this one, or not.

    What is printed by now stays: that takes a person.
    """
    waiting = Certificate.objects.filter(
        enrollment=result.enrollment_id, status=Status.QUEUED
    )
    for certificate in waiting.exclude(result=result):
        stop(certificate, because=refusals.ResultChanged(), at=at)


def give_up(batch: Batch) -> None:
    """Close a batch that was tried often enough, and say so on what is not printed."""
    at = timezone.now()
    for certificate in _queued(batch):
        stop(certificate, because=refusals.PrintingGivenUp(tries=batch.tries), at=at)
    finish(batch, at=at)


def _queued(batch: Batch) -> QuerySet[Certificate]:
    return batch.certificates.filter(status=Status.QUEUED)


def with_holders(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With all that printing reads of each; the class is one for all."""
    return certificates.select_related("enrollment__person").prefetch_related(
        "enrollment__cohort__edition__course"
    )


@contextmanager
def _alone(certificate: Certificate, *, delays: list[Exception]) -> Iterator[None]:
    """Whatever goes wrong with this one, the rest of the class goes on."""
    try:
        yield
    except Refusal as refusal:
        stop(certificate, because=refusal, at=timezone.now())
    except fonts.FontsMissing as missing:
        face = missing.face
        because = refusals.FontUnusable(font=face.name, package=face.package)
        stop(certificate, because=because, at=timezone.now())
    except PASSING as error:
        logger.warning("certificate %s has to wait", certificate.number, exc_info=True)
        delays.append(error)
    except Exception:
        logger.exception("certificate %s was not printed", certificate.number)
        stop(certificate, because=refusals.PrintingFailed(), at=timezone.now())


def ready(certificate: Certificate) -> Sheet:
    key = signing.key()
    claims = sheet_claims(certificate, is_test_signed=key.chain.is_development)
    if lacking := diploma.unprintable(claims):
        raise refusals.CannotPrint(characters=" ".join(lacking))
    return Sheet(claims, diploma.page(claims), key, signing.lasting(key.chain))


def wait(batch: Batch, *, because: Exception) -> None:
    """Say on its page why it has to be tried again; the queue does so every minute."""
    is_full = getattr(because, "errno", None) in FULL or "is full" in str(because)
    reason = refusals.DiskFull() if is_full else refusals.OutOfReach()
    Batch.objects.filter(pk=batch.pk).update(waits_because=refusals.kept(reason))


@transaction.atomic
def keep_printed(
    certificate: Certificate,
    *,
    pdf: bytes,
    at: datetime,
    signed_by: str = "",
    level: str = "",
) -> bool:
    """Keep the PDF and make the certificate valid, once; False if it was done already.

    Two workers may have printed the same one: the row takes the first and holds up the
    second until its file is whole.
    """
    name = f"certificates/{certificate.issued_on:%Y}/{certificate.code}.pdf"
    # Printed with other words than it has by now, it waits for those.
    printed = {
        "status": Status.VALID,
        "pdf": name,
        "pdf_sha256": rules.sha256(pdf),
        "signed_by": signed_by,
        "printed_at": at,
    }
    changed = Certificate.objects.filter(
        pk=certificate.pk,
        status=Status.QUEUED,
        claims_sha256=certificate.claims_sha256,
    ).update(**printed)
    if changed:
        _keep_file(certificate, name, pdf)
        # Not read anew: who holds it and in which class was read for the batch.
        for field, value in printed.items():
            setattr(certificate, field, value)
        _note_issued(certificate, level=level, at=at)
    return bool(changed)


def _keep_file(certificate: Certificate, name: str, pdf: bytes) -> None:
    """In the place of what a worker left that failed or was killed.

    Such a file is known to no row, and nobody clears it away: whoever has lost the row's
    lock with its connection would delete what another has printed since.
    """
    storage = certificate.pdf.storage
    storage.delete(name)
    storage.save(name, ContentFile(pdf))


def _note_issued(certificate: Certificate, *, level: str, at: datetime) -> None:
    note_level(certificate, level)
    StatusChange.objects.create(certificate=certificate, status=Status.VALID, at=at)
    journal.record(
        by=SYSTEM,
        verb="certificates.print",
        on=certificate,
        at=at,
        data={"signature": level},
    )


def note_level(certificate: Certificate, level: str) -> None:
    """Where the school wants evidence in it and there is none, its batch says so."""
    if signing.wants_evidence() and level != Level.LASTING:
        Batch.objects.filter(pk=certificate.batch_id).update(lacks_evidence=True)


@transaction.atomic
def stop(certificate: Certificate, *, because: Refusal, at: datetime) -> None:
    """Set one certificate aside with the reason; the rest of the batch goes on."""
    changed = Certificate.objects.filter(
        pk=certificate.pk, status=Status.QUEUED
    ).update(
        status=Status.STOPPED,
        stopped_because=refusals.kept(because),
    )
    if changed:
        journal.record(
            by=SYSTEM,
            verb="certificates.stop",
            on=certificate,
            at=at,
            reason=because.code,
        )


@transaction.atomic
def finish(batch: Batch, *, at: datetime) -> None:
    Batch.objects.filter(pk=batch.pk, finished_at=None).update(
        finished_at=at, waits_because=None
    )
