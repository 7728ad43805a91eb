"""Drawing templates, changing them, and choosing what is issued with which."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from school.certificates.designs import checks, refusals
from school.certificates.designs.models import (
    TYPED,
    Design,
    DesignChoice,
    DesignPicture,
    DesignVersion,
)
from school.courses.models import Course, Edition
from school.journal import actions as journal
from school.lib import inks
from school.lib.errors import NotPermitted
from school.people.models import User

CHANGE = "certificates.change_designversion"
# The red of the drawn seal, and the ink of the page.
INKS: dict[str, tuple[int, int, int]] = {
    DesignPicture.Kind.SEAL: (0xA4, 0x20, 0x1B),
    DesignPicture.Kind.SIGNATURE: (0x22, 0x1C, 0x18),
}
CONTENT = (*TYPED, "seal", "signature")


@transaction.atomic
def draw(
    version: DesignVersion, *, by: User, at: datetime | None = None
) -> DesignVersion:
    """A new template; `version` is its first."""
    if not by.has_perm("certificates.add_designversion"):
        raise NotPermitted
    checks.refuse_unprintable(version)
    now = at or timezone.now()
    version.design = Design.objects.create()
    _append(version, number=1, by=by, at=now)
    journal.record(
        by=by, verb="certificates.draw_design", on=version, data=_named(version), at=now
    )
    return version


@transaction.atomic
def revise(
    version: DesignVersion, *, by: User, at: datetime | None = None
) -> DesignVersion:
    """Keep what was changed in `version`: as it is, or as the next one if it was issued with."""
    if not by.has_perm(CHANGE):
        raise NotPermitted
    checks.refuse_unprintable(version)
    now = at or timezone.now()
    # Whoever issues with it at this moment holds the row, or waits for it.
    Design.objects.select_for_update().get(pk=version.design_id)
    kept = DesignVersion.objects.get(pk=version.pk)
    if version.design.versions.filter(number__gt=kept.number).exists():
        raise refusals.NewerVersion
    if all(getattr(kept, field) == getattr(version, field) for field in CONTENT):
        return version
    if kept.certificates.exists():
        _append(version, number=kept.number + 1, by=by, at=now)
    else:
        version.made_by, version.made_at = by, now
        version.save(update_fields=[*CONTENT, "made_by", "made_at"])
    journal.record(
        by=by,
        verb="certificates.revise_design",
        on=version,
        data=_named(version),
        at=now,
    )
    return version


@transaction.atomic
def choose_all(
    choices: Iterable[tuple[Design | None, Course | None, Edition | None]], *, by: User
) -> None:
    """The whole page of them, or none."""
    for design, course, edition in choices:
        choose(design, course=course, edition=edition, by=by)


@transaction.atomic
def choose(
    design: Design | None,
    *,
    by: User,
    course: Course | None = None,
    edition: Edition | None = None,
    at: datetime | None = None,
) -> None:
    """Issue with it what is of the edition or of the course; of the school, if neither is named.

    None leaves an edition to its course, and a course to the school.
    """
    if not by.has_perm(CHANGE):
        raise NotPermitted
    choice = DesignChoice.objects.filter(course=course, edition=edition)
    about = edition or course or design
    if about is None:
        raise refusals.SchoolNeedsTemplate
    if design is None:
        changed = bool(choice.delete()[0])
    else:
        changed = not choice.filter(design=design).exists()
        DesignChoice.objects.update_or_create(
            course=course, edition=edition, defaults={"design": design}
        )
    if changed:
        journal.record(
            by=by,
            verb="certificates.choose_design",
            on=about,
            data={"template": design.code if design else ""},
            at=at or timezone.now(),
        )


def ink_of(file: IO[bytes], *, kind: str) -> bytes:
    """The ink in what was sent in, in the colour in which it is printed."""
    return inks.of(file, colour=INKS[kind])


@transaction.atomic
def keep_picture(
    ink: bytes, *, kind: DesignPicture.Kind, by: User, at: datetime | None = None
) -> DesignPicture:
    """The same ink is kept once."""
    if not by.has_perm(CHANGE):
        raise NotPermitted
    sha256 = hashlib.sha256(ink).hexdigest()
    if found := DesignPicture.objects.filter(sha256=sha256).first():
        return found
    picture = DesignPicture(
        kind=kind, sha256=sha256, uploaded_by=by, uploaded_at=at or timezone.now()
    )
    picture.file.save(f"{sha256}.png", ContentFile(ink), save=False)
    picture.save(force_insert=True)
    return picture


def in_force(edition: Edition) -> DesignVersion:
    """What is issued with now. Its template is held, so that nobody changes it meanwhile."""
    choices = DesignChoice.objects.filter(
        Q(edition=edition) | Q(course=edition.course) | Q(edition=None, course=None)
    )
    nearest = min(
        choices, key=lambda one: (not one.edition_id, not one.course_id), default=None
    )
    if nearest is None:
        raise refusals.NoTemplate
    # Before the version is read: a row that was waited for comes with the pictures that
    # it had before, and a newer one not at all.
    Design.objects.select_for_update(no_key=True).get(pk=nearest.design_id)
    version = (
        DesignVersion.objects.current()
        .select_related("design", "seal", "signature")
        .get(design=nearest.design_id)
    )
    checks.refuse_forbidden(version.frozen(), course_title=edition.course.title_zh)
    return version


def _append(version: DesignVersion, *, number: int, by: User, at: datetime) -> None:
    version.pk = None
    version.number = number
    version.made_by, version.made_at = by, at
    version.save(force_insert=True)


def _named(version: DesignVersion) -> dict[str, Any]:
    return {"template": version.design.code, "version": version.number}
