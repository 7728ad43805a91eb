"""The backups that lie in BACKUP_DIR."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from school.backups import rules


@dataclass(frozen=True, slots=True)
class Kept:
    path: Path
    taken_at: datetime
    size: int


def shelf() -> Path | None:
    return Path(settings.BACKUP_DIR) if settings.BACKUP_DIR else None


def kept() -> list[Kept]:
    """Newest first; those alone that are whole."""
    folder = shelf()
    found = []
    for path in folder.glob(f"*{rules.ENDING}") if folder else ():
        if taken := rules.taken_at(path.name):
            found.append(Kept(path, timezone.make_aware(taken), path.stat().st_size))
    return sorted(found, key=lambda one: one.taken_at, reverse=True)


def newest() -> datetime | None:
    return next((one.taken_at for one in kept()), None)


def superfluous() -> list[Kept]:
    """What the rule of keeping lets go."""
    present = kept()
    stay = rules.to_keep(timezone.localtime(one.taken_at) for one in present)
    return [one for one in present if timezone.localtime(one.taken_at) not in stay]
