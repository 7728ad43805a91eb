"""Whether the bytes of a PDF are still those that one of our keys signed.

Asked before anything reads it as a PDF: what an unknown person hands in is only searched
for the signature, and of that some kilobytes of ASN.1 are taken apart.
"""

import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from asn1crypto import cms, parser, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSStructuralError, extract_certificate_info
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import (
    NoDSSFoundError,
    SignatureValidationError,
)
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from school.lib.pades.keys import Chain

RANGE = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]")
HEX = re.compile(rb"<((?:[0-9a-fA-F]{2})+)>")
LONGEST_SIGNATURE = 64_000


class Level(StrEnum):
    """Of ETSI EN 319 142-1: how much of what a reader will need lies in the file."""

    BASIC = "B-B"
    TIMED = "B-T"
    LASTING = "B-LT"


@dataclass(frozen=True)
class Signed:
    """What a signature says that it covers, which is all but itself, and its CMS."""

    digest: bytes
    signature: bytes


def signed(pdf: bytes) -> Signed | None:
    """The one signature of a PDF, if it covers the file to both its ends."""
    ranges = RANGE.findall(pdf)
    if len(ranges) != 1:
        return None
    first, second, rest = map(int, ranges[0])
    gap = HEX.fullmatch(pdf[first:second])
    if gap is None or second + rest != len(pdf) or second - first > LONGEST_SIGNATURE:
        return None
    digest = hashlib.sha256(pdf[:first])
    digest.update(pdf[second:])
    padded = bytes.fromhex(gap[1].decode())
    try:
        length = parser.peek(padded)
    except ValueError:
        return None
    return (
        Signed(digest.digest(), padded[:length]) if not any(padded[length:]) else None
    )


def signer(pdf: Signed, chains: Iterable[Chain]) -> Chain | None:
    """Whose signature it is, out of `chains`; None where it does not hold."""
    try:
        content = cms.ContentInfo.load(pdf.signature, strict=True)["content"]
        [info] = content["signer_infos"]
        issuer, serial = (
            info["sid"].chosen[name].native for name in ("issuer", "serial_number")
        )
        for chain in chains:
            leaf = x509.Certificate.load(chain.der[0])
            if (leaf.issuer.native, leaf.serial_number) != (issuer, serial):
                continue
            if all(validate_sig_integrity(info, leaf, "data", pdf.digest)):
                return chain
    except (
        CMSStructuralError,
        SignatureValidationError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ):
        # asn1crypto reads late, and fails as it falls on what was never a signature.
        return None
    return None


def level(pdf: bytes) -> Level | None:
    """Of a file that is known to be ours and whole; None of one that is not signed."""
    found = signed(pdf)
    if found is None:
        return None
    [info] = cms.ContentInfo.load(found.signature)["content"]["signer_infos"]
    stamps = [
        value["content"]
        for attribute in info["unsigned_attrs"]
        if attribute["type"].native == "signature_time_stamp_token"
        for value in attribute["values"]
    ]
    if not stamps:
        return Level.BASIC
    kept = _evidence(pdf)
    stampers = {extract_certificate_info(one).signer_cert for one in stamps}
    if kept is None or not {one.issuer_serial for one in stampers} <= kept:
        return Level.TIMED
    return Level.LASTING


def _evidence(pdf: bytes) -> set[bytes] | None:
    """Whose certificates a file keeps, if it keeps with them what revokes them."""
    try:
        store = DocumentSecurityStore.read_dss(PdfFileReader(io.BytesIO(pdf)))
    except NoDSSFoundError:
        return None
    return set(store.certs) if store.crls or store.ocsps else None
