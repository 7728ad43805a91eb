"""Making a backup, and letting go of old ones."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone

from school.backups import engines, facts, places, rules, shelf
from school.backups.facts import FORMAT, Manifest
from school.backups.packing import PIECE, Packed, packed
from school.backups.troubles import Trouble, told
from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.chain import actions as chain
from school.journal.things import Thing
from school.lib import age
from school.privacy.erasure import listed

PART = ".part"


@dataclass(frozen=True, slots=True)
class Made:
    path: Path
    size: int
    sha256: str
    manifest: Manifest


def back_up(*, by: Actor, to: Path | None = None, at: datetime | None = None) -> Made:
    """One file with database, files and keys of one moment, locked to BACKUP_KEY."""
    folder = to or shelf.shelf()
    if folder is None:
        raise Trouble("Say where to: set BACKUP_DIR, or give --to FOLDER.")
    key = settings.BACKUP_KEY
    if not age.is_public_key(key or ""):
        raise Trouble(
            "BACKUP_KEY is not set to a public key (age1…). Make a pair with: "
            "manage.py backup_key FILE"
        )
    at = at or timezone.now()
    target = folder / rules.name_for(timezone.localtime(at))
    # What was written until now is sealed, so that a copy of it can be checked.
    chain.seal_entries()
    listed.note_all()
    with told(folder), places.workspace() as work:
        folder.mkdir(parents=True, exist_ok=True)
        database = work / "database"
        found = engines.present().dump(database)
        manifest = Manifest(
            FORMAT,
            engines.present().name,
            at.isoformat(),
            facts.key_marks(),
            found,
        )
        with _whole(target) as file:
            pieces = packed(manifest, database, places.folders())
            age.lock(Packed(pieces), file, to=str(key))
    made = Made(target, target.stat().st_size, digest_of(target), manifest)
    journal.record(
        by=by,
        verb="backups.make",
        on=_thing(target),
        data={"bytes": made.size, "sha256": made.sha256},
        at=at,
    )
    return made


def thin(*, by: Actor) -> list[Path]:
    """Delete what the rule of keeping lets go; what is named otherwise is not ours."""
    gone = [one.path for one in shelf.superfluous()]
    for path in gone:
        path.unlink()
        journal.record(by=by, verb="backups.remove", on=_thing(path))
    return gone


def digest_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    """Under its name once it is whole and on the disk; never in place of another."""
    half = target.with_name(target.name + PART)
    for former in target.parent.glob(f"*{PART}"):
        # Left by one that was killed: the workspace's lock says that none is at work.
        former.unlink()
    try:
        with open(
            os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
        ) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(half, target)
        except FileExistsError:
            raise Trouble(f"{target} is there already. Wait a second.") from None
    finally:
        half.unlink(missing_ok=True)


def _thing(path: Path) -> Thing:
    return Thing("backups.file", path.name[:40], path.name)
