"""The picture of a certificate as it is kept: told by its bytes, written anew."""

import hashlib
import secrets
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from school.certificates.external.refusals import BadEvidence
from school.lib import pdf, photos

PDF, JPEG = "application/pdf", "image/jpeg"
MOST_PAGES = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    name: str
    data: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def taken(file: IO[bytes]) -> Evidence:
    """A photo without its metadata, or the bare pages of a PDF, under a name nobody guesses."""
    data = file.read(photos.LARGEST_FILE + 1)
    if len(data) > photos.LARGEST_FILE:
        raise photos.PhotoTooLarge
    if data.startswith(b"%PDF-"):
        try:
            pages = pdf.bare_pages(data, most=MOST_PAGES)
        except pdf.Unreadable as error:
            raise BadEvidence from error
        return Evidence(f"{secrets.token_hex(16)}.pdf", pages, PDF)
    try:
        picture = photos.document(BytesIO(data))
    except (photos.DocumentTooSmall, photos.PhotoTooManyPixels):
        raise
    except photos.BadPhoto as error:
        raise BadEvidence from error
    return Evidence(f"{secrets.token_hex(16)}.jpg", picture, JPEG)
