"""Whether a PDF that somebody has is the one that the school issued."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.urls import reverse

from school.certificates import rules, signing
from school.certificates.documents import CLAIMS
from school.certificates.models import Certificate
from school.lib import pdf, pdf_words
from school.lib.pades import checking
from school.lib.pades.checking import Level

# A certificate says where it is checked in three places; a file that names more is none.
MOST_CODES = 5


class Verdict(StrEnum):
    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Answer:
    """`certificate` is the one that the file is, or was made from."""

    verdict: Verdict
    certificate: Certificate | None = None
    # How the genuine file was signed; none were, before there were signatures.
    level: Level | None = None


def check(data: bytes) -> Answer:
    """By its hash; else by what it says of itself, and then only with our signature.

    Which certificate a file claims to be is taken from the secret code alone: whoever
    has only a number learns nothing by writing it into a file.
    """
    printed = Certificate.objects.printed().select_related(
        "enrollment__cohort__edition"
    )
    if same := printed.filter(pdf_sha256=rules.sha256(data)).first():
        return Answer(Verdict.GENUINE, same, checking.level(data))
    claimed = printed.filter(code__in=codes(data)).first()
    if claimed is None:
        return Answer(Verdict.UNKNOWN)
    if is_printed_again(data, claimed):
        return Answer(Verdict.GENUINE, claimed, checking.level(data))
    return Answer(Verdict.ALTERED, claimed)


def codes(data: bytes) -> set[str]:
    """The secret codes that a file names, whole or damaged."""
    address = re.escape(reverse("certificates:verify", args=["-"]).encode())
    named = re.compile(address.replace(rb"\-", rb"([0-9a-z]{20,40})"))
    found = (
        match[1].decode()
        for piece in pdf_words.pieces(data)
        for match in named.finditer(piece)
    )
    return set(islice(dict.fromkeys(found), MOST_CODES))


def is_printed_again(data: bytes, certificate: Certificate) -> bool:
    """Whether these are other bytes of ours that say the same, by a key of ours.

    So it is when what was printed had to be printed once more, from a backup. The very
    bytes that were signed in the kept file, with anything else between, are not.
    """
    signed = checking.signed(data)
    if signed is None or checking.signer(signed, signing.keyring().chains()) is None:
        return False
    kept = _kept(certificate)
    if kept and kept.digest == signed.digest:
        return False
    said = pdf.attached(data, CLAIMS)
    return said is not None and rules.sha256(said) == certificate.claims_sha256


def _kept(certificate: Certificate) -> checking.Signed | None:
    try:
        with certificate.pdf.open("rb") as file:
            return checking.signed(file.read())
    except FileNotFoundError:
        return None
