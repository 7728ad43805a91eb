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

from school.certificates import refusals, rules, signals, signing
from school.certificates.documents import carried, sheet_claims
from school.certificates.models import Batch, Certificate, StatusChange
from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.lib import diploma, fonts, pdf
from school.lib.errors import Refusal
from school.lib.pades.keys import Key
from school.notices.actions import notify

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


def print_batch(batch: Batch) -> None:
    """Print and sign what of the batch is not printed, and close it.

    What cannot be printed is stopped with its reason; the others go on. What only time
    can mend is raised at the end and leaves the batch open. After that, as after a
    kill, the next run takes up where this one ended.
    """
    sheets: dict[Certificate, Sheet] = {}
    delays: list[Exception] = []
    for certificate in _queued(batch).select_related("enrollment__person"):
        with _alone(certificate, delays=delays):
            sheets[certificate] = _ready(certificate)
    if sheets:
        every = sheets.values()
        pages = [sheet.page for sheet in every]
        with diploma.press([sheet.claims for sheet in every], pages) as press:
            for certificate, sheet in sheets.items():
                with _alone(certificate, delays=delays):
                    _print(certificate, sheet, press)
    if delays:
        wait(batch, because=delays[0])
        raise delays[0]
    finish(batch, at=timezone.now())


def _print(certificate: Certificate, sheet: Sheet, press: pdf.Press) -> None:
    printed = press.print(sheet.page, attachments=carried(certificate))
    signed = signing.sign(
        printed,
        key=sheet.key,
        address=sheet.claims["verify_url"],
        place=diploma.place_by_seal(sheet.claims),
    )
    keep_printed(
        certificate,
        pdf=signed,
        signed_by=sheet.key.fingerprint,
        at=timezone.now(),
    )


def give_up(batch: Batch) -> None:
    """Close a batch that was tried often enough, and say so on what is not printed."""
    at = timezone.now()
    for certificate in _queued(batch):
        stop(certificate, because=refusals.PrintingGivenUp(tries=batch.tries), at=at)
    finish(batch, at=at)


def _queued(batch: Batch) -> QuerySet[Certificate]:
    return batch.certificates.filter(status=Status.QUEUED)


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


def _ready(certificate: Certificate) -> Sheet:
    key = signing.key()
    claims = sheet_claims(certificate, is_test_signed=key.chain.is_development)
    if lacking := diploma.unprintable(claims):
        raise refusals.CannotPrint(characters=" ".join(lacking))
    return Sheet(claims, diploma.page(claims), key)


def wait(batch: Batch, *, because: Exception) -> None:
    """Say on its page why it has to be tried again; the queue does so every minute."""
    is_full = getattr(because, "errno", None) in FULL or "is full" in str(because)
    reason = refusals.DiskFull() if is_full else refusals.OutOfReach()
    Batch.objects.filter(pk=batch.pk).update(waits_because=refusals.kept(reason))


@transaction.atomic
def keep_printed(
    certificate: Certificate, *, pdf: bytes, at: datetime, signed_by: str = ""
) -> bool:
    """Keep the PDF and make the certificate valid, once; False if it was done already.

    Two workers may have printed the same one: the row takes the first and holds up the
    second until its file is whole.
    """
    name = f"certificates/{certificate.issued_on:%Y}/{certificate.code}.pdf"
    # Printed with other words than it has by now, it waits for those.
    changed = Certificate.objects.filter(
        pk=certificate.pk,
        status=Status.QUEUED,
        claims_sha256=certificate.claims_sha256,
    ).update(
        status=Status.VALID,
        pdf=name,
        pdf_sha256=rules.sha256(pdf),
        signed_by=signed_by,
        printed_at=at,
    )
    if changed:
        storage = certificate.pdf.storage
        # A worker that fails or is killed from here on leaves a file that no row knows,
        # and the next takes its place. Nobody clears it away: whoever has lost the
        # row's lock with its connection would delete what another has printed since.
        storage.delete(name)
        storage.save(name, ContentFile(pdf))
        _announce_issued(certificate, at=at)
    return bool(changed)


def _announce_issued(certificate: Certificate, *, at: datetime) -> None:
    certificate.refresh_from_db()
    StatusChange.objects.create(certificate=certificate, status=Status.VALID, at=at)
    journal.record(by=SYSTEM, verb="certificates.print", on=certificate, at=at)
    signals.issued.send(sender=Certificate, certificate=certificate)
    notify(
        certificate.enrollment.person,
        kind="certificate_issued",
        context={
            "course": certificate.claims["course_title_zh"],
            "course_en": certificate.claims["course_title_en"],
            "number": certificate.number,
        },
        link="/study/certificates/",
        by=SYSTEM,
        at=at,
        sms=True,
    )


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
