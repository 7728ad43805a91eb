"""A file of a case as it is kept: told by its bytes, written anew, under a name nobody guesses."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse

from school.assessment.refusals.proofs import ProofTooLarge, ProofTooLong
from school.assessment.rules import proofs as limits
from school.lib import pdf, photos, ranges, recordings
from school.points.cases.models import CaseProof
from school.points.cases.refusals import BadProof

MOST_PAGES = 10
PDF = "application/pdf"
Kind = CaseProof.Kind


@dataclass(frozen=True, slots=True)
class Kept:
    kind: str
    data: bytes
    media_type: str
    ending: str
    seconds: int | None = None

    @property
    def name(self) -> str:
        return f"{secrets.token_hex(16)}.{self.ending}"

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


def served(
    request: HttpRequest, file: FieldFile, *, media_type: str, code: str
) -> HttpResponse:
    """To whoever may see it; the pages of a PDF are not opened beside the school's own."""
    answer = ranges.answer(request, file, media_type=media_type)
    if media_type == PDF:
        answer["Content-Disposition"] = f'attachment; filename="{code}.pdf"'
    return ranges.private(answer)


def taken(file: IO[bytes]) -> Kept:
    """A photo without its metadata, the bare pages of a PDF, or a voice note without its words."""
    data = file.read(limits.LARGEST + 1)
    if len(data) > limits.LARGEST:
        raise ProofTooLarge(megabytes=limits.LARGEST // limits.MEGABYTE)
    if data.startswith(b"%PDF-"):
        return _pages(data)
    if container := recordings.container_of(data[: recordings.HEAD_BYTES]):
        return _voice(data, container)
    try:
        picture = photos.evidence(data)
    except (photos.IllustrationTooSmall, photos.PhotoTooManyPixels):
        raise
    except photos.BadPhoto as error:
        raise BadProof from error
    return Kept(Kind.PHOTO, picture, "image/jpeg", "jpg")


def _pages(data: bytes) -> Kept:
    try:
        pages = pdf.bare_pages(data, most=MOST_PAGES)
    except pdf.Unreadable as error:
        raise BadProof from error
    return Kept(Kind.PDF, pages, PDF, "pdf")


def _voice(data: bytes, container: str) -> Kept:
    facts = recordings.facts_in(data)
    match limits.fault_of(limits.VOICE, container, facts):
        case limits.Fault.TOO_LONG:
            raise ProofTooLong(seconds=limits.LONGEST[limits.VOICE])
        case limits.Fault.OTHER_KIND:
            raise BadProof
    media_type = limits.MEDIA_TYPES[limits.VOICE][container]
    return Kept(
        Kind.VOICE,
        recordings.unsaid(data),
        media_type,
        limits.ENDINGS[media_type],
        round(facts.seconds) or None,
    )
