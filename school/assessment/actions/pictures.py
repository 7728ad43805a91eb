"""The pictures of questions."""

import hashlib
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from school.assessment.models import QuestionPicture
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib import photos
from school.lib.errors import NotPermitted
from school.people.models import User

WRITERS = ("assessment.add_question", "assessment.change_question")


@transaction.atomic
def keep_picture(
    file: IO[bytes],
    *,
    by: Actor,
    alt_zh: str,
    alt_en: str = "",
    at: datetime | None = None,
) -> QuestionPicture:
    """A picture to ask with, made small; the same one with the same words only once."""
    now = at or timezone.now()
    if not any(by.has_perm(right) for right in WRITERS):
        raise NotPermitted
    drawn = photos.illustration(file)
    sha256 = hashlib.sha256(drawn.data).hexdigest()
    words = {"alt_zh": alt_zh.strip(), "alt_en": alt_en.strip()}
    if known := QuestionPicture.objects.filter(sha256=sha256, **words).first():
        return known
    picture = QuestionPicture(
        **words,
        sha256=sha256,
        width=drawn.width,
        height=drawn.height,
        added_by=by if isinstance(by, User) else None,
        added_at=now,
    )
    picture.file.save(f"{picture.code}.jpg", ContentFile(drawn.data), save=False)
    picture.save()
    journal.record(by=by, verb="assessment.keep_picture", on=picture, at=now)
    return picture
