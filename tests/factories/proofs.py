"""Photos, clips and voice notes on marking sheets, with the consent they need."""

import io
import uuid
from datetime import datetime
from typing import Any

import pikepdf
from django.utils import timezone
from PIL import Image

from school.assessment import actions
from school.assessment.models import Marking, Proof
from school.courses.models import Item
from school.people.models import ConsentText, Person
from tests.factories.people import make_consent


def agree_to_pictures(person: Person) -> None:
    make_consent(person, ConsentText.Purpose.PICTURES)


def snapshot(*, side: int = 640, place: bool = False) -> bytes:
    """As a telephone takes it: lying on its side, and saying where it was if `place`."""
    picture = Image.new("RGB", (side, side // 2), (90, 120, 150))
    exif = Image.Exif()
    exif[0x0112] = 6
    if place:
        exif[0x010F] = "Phone of Mrs Wu"
        exif.get_ifd(0x8825)[1] = "N"
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def bare_pdf() -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target)
    return target.getvalue()


def first_item(marking: Marking) -> Item:
    item = marking.practical_station.station.items.first()
    assert item is not None
    return item


def make_proof(marking: Marking, *, data: bytes = b"", **extra: Any) -> Proof:
    """Pinned by the examiner of the sheet; the trainee agrees."""
    agree_to_pictures(marking.practical_station.practical.enrollment.person)
    return actions.pin_proof(
        marking,
        **{
            "subject": first_item(marking),
            "kind": "photo",
            "file": io.BytesIO(data or snapshot()),
            "uuid": uuid.uuid4(),
            "by": marking.examiner,
            **extra,
        },
    )


def unpin(proof: Proof) -> None:
    """As if nothing had been pinned there: the sheet is not begun by it."""
    Proof.objects.filter(pk=proof.pk).update(removed_at=timezone.now())


def fresh(proof: Proof) -> Proof:
    return Proof.objects.get(pk=proof.pk)


def is_there(proof: Proof) -> bool:
    """Whether the file of that row, as it was named when pinned, is in the storage."""
    return bool(proof.file.storage.exists(proof.file.name))


def released(marking: Marking, at: datetime) -> None:
    practical = marking.practical_station.practical
    practical.status, practical.released_at = practical.Status.RELEASED, at
    practical.save(update_fields=["status", "released_at"])
