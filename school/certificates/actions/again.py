"""Printing once more what was printed, where its file is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db import transaction

from school.certificates import refusals, rules, signing
from school.certificates.actions.printing import PASSING, note_level, ready, signed
from school.certificates.models import Certificate
from school.journal import actions as journal
from school.lib import diploma, fonts
from school.lib.errors import NotPermitted
from school.people.models import User


@transaction.atomic
def print_again(certificate: Certificate, *, by: User) -> Certificate:
    """From the same frozen claims, under the same number; signed today.

    Its file has another hash. Copies of the first are still told to be genuine: they
    bear a signature of ours, and carry these claims.
    """
    if not by.has_perm("certificates.issue_certificate"):
        raise NotPermitted
    rows = Certificate.objects.select_for_update(of=("self",))
    certificate = (
        rows.printed().select_related("enrollment__person").get(pk=certificate.pk)
    )
    if not is_lost(certificate):
        raise refusals.FileThere
    former = certificate.pdf_sha256
    with _in_words():
        sheet = ready(certificate)
        with diploma.press([sheet.claims], [sheet.page]) as press:
            made = signed(certificate, sheet, press)
        certificate.pdf_sha256 = rules.sha256(made)
        certificate.signed_by = sheet.key.fingerprint
        certificate.save(update_fields=["pdf_sha256", "signed_by"])
        level = signing.level_of(made, evidence=sheet.evidence)
        note_level(certificate, level)
        journal.record(
            by=by,
            verb="certificates.print_again",
            on=certificate,
            data={"former": former, "signature": level},
        )
        # Last: a storage knows no transaction.
        certificate.pdf.storage.save(certificate.pdf.name, ContentFile(made))
    return certificate


def is_lost(certificate: Certificate) -> bool:
    """A file that is another than the one kept is not lost: it has to be looked into."""
    return not certificate.pdf.storage.exists(str(certificate.pdf))


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except fonts.FontsMissing as missing:
        face = missing.face
        raise refusals.FontUnusable(font=face.name, package=face.package) from missing
    except PASSING as error:
        raise refusals.NotPrintedAgain from error
