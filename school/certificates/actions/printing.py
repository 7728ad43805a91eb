"""Printing a batch. Safe to be killed anywhere and to be done twice at once."""

import logging
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from school.certificates import refusals, rules, signals
from school.certificates.documents import sheet_claims
from school.certificates.models import Batch, Certificate, StatusChange
from school.journal import actions as journal
from school.journal.actors import SYSTEM
from school.lib import diploma
from school.lib.errors import Refusal
from school.lib.pdf import Press
from school.notices.actions import notify

logger = logging.getLogger(__name__)
Status = Certificate.Status


def print_batch(batch: Batch) -> None:
    """Print what of the batch is not printed, and close it.

    What cannot be printed is stopped with its reason; the others go on. After a kill
    the next run takes up where this one ended.
    """
    sheets = {}
    for certificate in batch.certificates.filter(status=Status.QUEUED).select_related(
        "enrollment__person"
    ):
        try:
            sheets[certificate] = _ready(certificate)
        except Refusal as refusal:
            stop(certificate, because=refusal, at=timezone.now())
    if sheets:
        with diploma.press(list(sheets.values())) as press:
            for certificate, claims in sheets.items():
                _print_one(certificate, claims, press=press)
    finish(batch, at=timezone.now())


def _print_one(
    certificate: Certificate, claims: diploma.Claims, *, press: Press
) -> None:
    """Print it, or stop it alone: whatever goes wrong, the rest of the class goes on."""
    try:
        pdf = press.print(diploma.page(claims))
        keep_printed(certificate, pdf=pdf, at=timezone.now())
    except Exception:
        logger.exception("certificate %s was not printed", certificate.number)
        stop(certificate, because=refusals.PrintingFailed(), at=timezone.now())


def _ready(certificate: Certificate) -> diploma.Claims:
    claims = sheet_claims(certificate)
    if lacking := diploma.unprintable(claims):
        raise refusals.CannotPrint(characters=" ".join(lacking))
    return claims


@transaction.atomic
def keep_printed(certificate: Certificate, *, pdf: bytes, at: datetime) -> bool:
    """Keep the PDF and make the certificate valid, once; False if it was done already.

    Two workers may have printed the same one: the row takes the first and holds up the
    second until its file is whole.
    """
    name = f"certificates/{certificate.issued_on:%Y}/{certificate.code}.pdf"
    changed = Certificate.objects.filter(
        pk=certificate.pk, status=Status.QUEUED
    ).update(
        status=Status.VALID,
        pdf=name,
        pdf_sha256=rules.sha256(pdf),
        printed_at=at,
    )
    if changed:
        storage = certificate.pdf.storage
        # A worker killed here leaves a file that no row knows: the next takes its place.
        storage.delete(name)
        storage.save(name, ContentFile(pdf))
        try:
            _announce_issued(certificate, at=at)
        except BaseException:
            storage.delete(name)
            raise
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
        stopped_because={"code": because.code, "data": dict(because.data)},
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
    Batch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=at)
