import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from school.backups import facts
from school.backups.beside import beside
from school.backups.troubles import Trouble

# In seconds; as long as the school itself waits for a writer.
PATIENCE = 30


def dump(target: Path) -> facts.Facts:
    """In one transaction of reading, while others write; without what was deleted before."""
    # By a connection of Django's: the constraints use functions that it brings along.
    with beside() as present, present.cursor() as cursor:
        try:
            cursor.execute("VACUUM INTO %s", [str(target)])
        except OperationalError as error:
            raise _not_copied(error) from error
    with beside(NAME=str(target)) as copy:
        return facts.of(copy)


@contextmanager
def loaded(dumped: Path) -> Iterator[BaseDatabaseWrapper]:
    with beside(NAME=str(dumped)) as copy:
        yield copy


def unsound(copy: BaseDatabaseWrapper) -> list[str]:
    off = []
    with copy.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        off += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        off += [f"A row of {row[0]} names none of {row[2]}." for row in cursor]
    return [f"The database is damaged: {one}" for one in off]


def put_in_place(copy: BaseDatabaseWrapper, is_used: bool) -> str:
    """Page by page in one transaction, so that one that is killed has changed nothing."""
    former = ""
    copy.ensure_connection()
    connection.close()
    with closing(sqlite3.connect(_file(), timeout=PATIENCE)) as present:
        if is_used:
            former = f"{_file()}.before-restore-{timezone.now():%Y%m%d-%H%M%S-%f}"
            _set_aside(present, Path(former))
        try:
            copy.connection.backup(present)
        except sqlite3.OperationalError as error:
            raise Trouble(
                f"The database could not be written: {error}. Stop site and worker, and run it again."
            ) from error
    return former


def _set_aside(present: sqlite3.Connection, former: Path) -> None:
    former.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(former)) as target:
            present.backup(target)
    except sqlite3.OperationalError as error:
        former.unlink()
        raise _not_copied(error) from error


def _not_copied(error: Exception) -> Trouble:
    return Trouble(
        f"The database could not be copied: {error}. If the disk is full, make room."
    )


def _file() -> str:
    return str(connection.settings_dict["NAME"])
