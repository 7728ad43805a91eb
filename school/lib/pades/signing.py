"""Signing a PDF: PAdES B-B, B-T with a time-stamping service, B-LT with evidence."""

import asyncio
import io
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from school.lib.pades import mark
from school.lib.pades.apart import apart
from school.lib.pades.evidence import Evidence
from school.lib.pades.keys import Key
from school.lib.pades.mould import Mould

FIELD = "SchoolSignature"
DIGEST = "sha256"
PATIENCE = 20
# Beside certificates and names: the attributes that are signed, and the signature.
ATTRIBUTES = 440
# By which one token of a service may be longer than another.
SPARE = 256


class HeldKey(Signer):
    """pyHanko's own signer reads and proves the key anew at every signature."""

    mould: Mould | None = None

    def __init__(self, key: Key) -> None:
        leaf, *above = map(x509.Certificate.load, key.chain.der)
        others = SimpleCertificateStore()
        others.register_multiple(above)
        super().__init__(signing_cert=leaf, cert_registry=others, embed_roots=False)
        self.key = key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return self.key.sign(data)

    async def async_sign(
        self, data_digest: bytes, digest_algorithm: str, *more: Any, **told: Any
    ) -> cms.ContentInfo:
        """A time stamp is part of the signature, and each is put together anew."""
        if told.get("timestamper") is None and self.mould:
            return self.mould.filled(data_digest, self.key.sign)
        made = await super().async_sign(data_digest, digest_algorithm, *more, **told)
        if told.get("timestamper") is None:
            self.mould = Mould(made, digest=data_digest)
        return made


class Addition(IncrementalPdfFileWriter):
    """Adds the signature alone; what the file says of itself stays as it was printed."""

    def _update_meta(self) -> None:
        """Without this pyHanko writes title, dates and XMP once more."""


class ArchivalSigner(PdfSigner):
    """Leaves the file the PDF 1.7 that PDF/A-3 stands on; pyHanko would make it 2.0."""

    def register_extensions(
        self, pdf_out: BasePdfFileWriter, *, md_algorithm: str
    ) -> None:
        pdf_out.register_extension(ESIC_EXTENSION_1)


def sign(
    pdf: bytes,
    *,
    key: Key,
    address: str,
    timestamps: str = "",
    evidence: Evidence | None = None,
    place: mark.Place | None = None,
) -> bytes:
    """`pdf` with a signature that allows no change after it, invisible without a `place`.

    `address` stands in the signature as the place where to ask. With `timestamps`, the
    address of a service, its token is put in; an OSError says that it did not answer.
    The `evidence` goes into the same revision, so that nothing follows the signature.
    """
    said = _Said(key, address, timestamps, evidence, place)
    try:
        return apart(partial(_signed, pdf, said))
    except SigningError:
        # The service has come to send more certificates than it did.
        if not timestamps:
            raise
        _service.cache_clear()
        return apart(partial(_signed, pdf, said))


@dataclass(frozen=True)
class _Said:
    """What a signature says, and of whom it asks the time."""

    key: Key
    address: str
    timestamps: str
    evidence: Evidence | None
    place: mark.Place | None


def _signed(pdf: bytes, said: _Said) -> bytes:
    stamps = _service(said.timestamps) if said.timestamps else None
    signer = ArchivalSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            contact_info=said.address,
        ),
        _signer(said.key),
        timestamper=stamps,
        stamp_style=mark.STYLE,
        new_field_spec=mark.field(FIELD, said.place),
    )
    writer = Addition(io.BytesIO(pdf))
    # Two digits a byte. Without it pyHanko would sign once more, to see how long it is.
    room = 2 * (_size(said.key) + (_size_of_token(stamps) if stamps else 0))
    if said.evidence:
        said.evidence.put_into(writer)
    return bytes(signer.sign_pdf(writer, bytes_reserved=room).getvalue())


@lru_cache(maxsize=2)
def _service(address: str) -> TimeStamper:
    """Kept, as it knows how long its tokens are once it was asked for one."""
    return RequestsHTTPTimeStamper(address, timeout=PATIENCE)


def _size_of_token(stamps: TimeStamper) -> int:
    return len(asyncio.run(stamps.async_dummy_response(DIGEST)).dump()) + SPARE


@lru_cache(maxsize=4)
def _signer(key: Key) -> HeldKey:
    return HeldKey(key)


def _size(key: Key) -> int:
    # Whoever issued the certificate is named twice besides.
    names = 2 * len(key.chain.issuer)
    return sum(map(len, key.chain.der)) + names + ATTRIBUTES
