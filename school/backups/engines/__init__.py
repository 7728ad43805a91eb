"""How each database is copied, opened beside the school, and put in its place."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from school.backups.engines import postgresql, sqlite
from school.backups.facts import Facts


@dataclass(frozen=True, slots=True)
class Engine:
    """`dump` writes the database of one moment into a file and says what it holds.

    `loaded` opens a dump beside the school. `put_in_place` makes what is open so the
    school's own, and says where the former one lies; "" where there was nothing in it.
    """

    name: str
    dump: Callable[[Path], Facts]
    loaded: Callable[[Path], AbstractContextManager[BaseDatabaseWrapper]]
    sound: Callable[[BaseDatabaseWrapper], list[str]]
    put_in_place: Callable[[BaseDatabaseWrapper, bool], str]


SQLITE = Engine(
    "sqlite", sqlite.dump, sqlite.loaded, sqlite.unsound, sqlite.put_in_place
)
POSTGRESQL = Engine(
    "postgresql",
    postgresql.dump,
    postgresql.loaded,
    postgresql.unsound,
    postgresql.put_in_place,
)


def present() -> Engine:
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL
