"""Opening a backup: to see whether it is good, or to begin again from it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from school.backups import comparing, engines, facts, places
from school.backups.making import digest_of
from school.backups.troubles import Trouble, told
from school.backups.unpacking import Unpacked, unpack
from school.journal import actions as journal
from school.journal.actors import Actor
from school.journal.chain import anchors
from school.journal.things import Thing
from school.privacy.erasure import listed
from school.privacy.erasure.actions import erase_again

# Where any has a row, somebody works with this database.
IN_USE = ("people_user", "people_person", "journal_entry")


@dataclass(slots=True)
class Report:
    """What was found, in sentences; `advice` is for whoever restores."""

    backup: Unpacked
    missing_steps: list[str]
    sha256: str
    set_aside: list[str] = field(default_factory=list)
    erased_again: int = 0
    advice: list[str] = field(default_factory=list)


def verify(file: Path, *, key: str) -> Report:
    with _opened(file, key) as (report, _copy):
        return report


def restore(file: Path, *, key: str, by: Actor, overwrite: bool = False) -> Report:
    """Put database and files in place once all of it was found good; what was there is set aside."""
    is_used = holds_anything(connection)
    if is_used and not overwrite:
        raise Trouble(
            "This database is in use: it holds accounts or a journal. Set DATABASE_URL to an "
            "empty one, or say --overwrite; what is there is then kept aside under another name."
        )
    with _opened(file, key) as (report, copy):
        former = engines.present().put_in_place(copy, is_used)
        report.set_aside += [former] if former else []
        with told(places.folders()["private"]):
            report.set_aside += list(_put_files_in_place(report.backup.files))
    if report.missing_steps:
        call_command("migrate", verbosity=0, interactive=False)
    _settle(report, file, by=by)
    return report


def _settle(report: Report, file: Path, *, by: Actor) -> None:
    """What must not come back with the rows of that day."""
    # Else a device that was signed out since is signed in again.
    Session.objects.all().delete()
    report.set_aside += _set_later_anchors_aside(report.backup.manifest.facts.seal[0])
    report.erased_again = len([erase_again(one, by=by) for one in listed.come_back()])
    journal.record(
        by=by,
        verb="backups.restore",
        on=Thing("backups.file", file.name[:40], file.name),
        data={"sha256": report.sha256, "erased again": report.erased_again},
    )


def holds_anything(present: BaseDatabaseWrapper) -> bool:
    tables = set(present.introspection.table_names())
    with present.cursor() as cursor:
        for table in tables.intersection(IN_USE):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                return True
    return False


@contextmanager
def _opened(file: Path, key: str) -> Iterator[tuple[Report, BaseDatabaseWrapper]]:
    with places.workspace() as work:
        backup = unpack(file, key=key, into=work)
        missing = comparing.check_kind(backup.manifest)
        with engines.present().loaded(backup.database) as copy:
            if off := comparing.wrong(backup.manifest, copy):
                raise Trouble("\n".join(["This backup is not good:", *off]))
            report = Report(backup, missing, digest_of(file))
            if set(backup.manifest.keys).isdisjoint(facts.key_marks()):
                report.advice.append(
                    "Its encrypted columns need other FIELD_KEYS and FINGERPRINT_KEY than this "
                    "server has: set those of the school that made it."
                )
            yield report, copy


def _put_files_in_place(files: Path) -> Iterator[str]:
    for name, place in places.folders().items():
        source = files / name
        if place.exists() and any(place.iterdir()):
            if name == "anchors":
                # They lie outside the database so as to outlive it: those of the backup join them.
                _join(source, place)
                continue
            former = f"{place}.before-restore-{timezone.now():%Y%m%d-%H%M%S-%f}"
            place.rename(former)
            yield former
        elif place.exists():
            place.rmdir()
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.exists():
            shutil.move(source, place)


def _join(source: Path, place: Path) -> None:
    for file in source.glob("*"):
        if not (place / file.name).exists():
            shutil.move(file, place / file.name)


def _set_later_anchors_aside(last: int) -> list[str]:
    """Of entries that went with the database before: else every night's check would fail."""
    folder = places.folders()["anchors"]
    later = [one for one in anchors.read(folder) if one.number > last]
    for one in later:
        (folder / one.name).rename(folder / f"before-restore-{one.name}")
    return [str(folder / f"before-restore-{one.name}") for one in later]
