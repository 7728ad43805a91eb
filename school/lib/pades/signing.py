"""Signing a PDF: PAdES B-B, B-T with a time-stamping service, B-LT with evidence."""

import io
from functools import lru_cache
from typing import Any

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from school.lib.pades import mark
from school.lib.pades.apart import apart
from school.lib.pades.evidence import Evidence
from school.lib.pades.keys import Key
from school.lib.pades.mould import Mould

FIELD = "SchoolSignature"
PATIENCE = 20
# Beside certificates and names: the attributes that are signed, and the signature.
ATTRIBUTES = 440
# A token with the chain of whoever gave it.
TOKEN = 12_000


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
    signer = ArchivalSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            contact_info=address,
        ),
        _signer(key),
        timestamper=RequestsHTTPTimeStamper(timestamps, timeout=PATIENCE)
        if timestamps
        else None,
        stamp_style=mark.STYLE,
        new_field_spec=mark.field(FIELD, place),
    )
    writer = Addition(io.BytesIO(pdf))
    # Two digits a byte. Without it pyHanko would sign once more, to see how long it is.
    room = 2 * _size(key, is_timed=bool(timestamps))
    if evidence:
        evidence.put_into(writer)
    signed = apart(lambda: signer.sign_pdf(writer, bytes_reserved=room))
    return bytes(signed.getvalue())


@lru_cache(maxsize=4)
def _signer(key: Key) -> HeldKey:
    return HeldKey(key)


def _size(key: Key, *, is_timed: bool) -> int:
    # Whoever issued the certificate is named twice besides.
    names = 2 * len(key.chain.issuer)
    return sum(map(len, key.chain.der)) + names + ATTRIBUTES + TOKEN * is_timed
