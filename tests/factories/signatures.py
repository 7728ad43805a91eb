import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def validated(document: bytes, trusted: Iterable[bytes]) -> PdfSignatureStatus:
    """By pyHanko's own validator, which trusts these certificates and asks nobody else."""
    [signature] = PdfFileReader(io.BytesIO(document)).embedded_signatures
    roots = [x509.Certificate.load(one) for one in trusted]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    # It runs an event loop, and a worker that has driven a browser has one under way.
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(validate_pdf_signature, signature, context).result()
