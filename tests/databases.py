"""Puts the test database back as the migrations left it, on SQLite and PostgreSQL.

Django's own way, emptying every table, loses what the migrations wrote (roles, the
root page) and is refused by append-only tables. So a copy is kept, and a test that
commits is followed by going back to it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection, connections
from psycopg import sql


def keep_copy() -> None:
    if connection.vendor == "sqlite":
        _copy(_file(), _sqlite_copy())
        return
    with _server() as execute:
        execute("DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
        execute("CREATE DATABASE {copy} TEMPLATE {name} {way}")


def restore() -> None:
    if connection.vendor == "sqlite":
        connections.close_all()
        _copy(_sqlite_copy(), _file())
        return
    with _server() as execute:
        execute("DROP DATABASE {name} WITH (FORCE)")
        execute("CREATE DATABASE {name} TEMPLATE {copy} {way}")


def drop_copy() -> None:
    if connection.vendor == "sqlite":
        _sqlite_copy().unlink()
        return
    with _server() as execute:
        execute("DROP DATABASE {copy} WITH (FORCE)")


def create(name: str) -> bool:
    """Make an empty database on the PostgreSQL server; whether there was none."""
    if _is_there(name):
        return False
    with _server(name=name) as execute:
        execute("CREATE DATABASE {name}")
    return True


def copy(source: str, name: str) -> bool:
    """On the PostgreSQL server, in place of what is called so; whether there was a source."""
    if not _is_there(source):
        return False
    with _server(name=name, source=source) as execute:
        execute("DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        execute("CREATE DATABASE {name} TEMPLATE {source} {way}")
    return True


def url(name: str = "") -> str:
    """The test database as a DATABASE_URL, or another beside it, for a process of its own."""
    database = {**connection.settings_dict, **({"NAME": name} if name else {})}
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user, password = quote(database["USER"]), quote(database["PASSWORD"])
    port = f":{database['PORT']}" if database["PORT"] else ""
    name, host = quote(database["NAME"]), quote(database["HOST"], safe="/")
    return f"postgresql://{user}:{password}@{port}/{name}?host={host}"


def environment() -> dict[str, str]:
    """The environment for a process that works on this test's database and files."""
    return {**os.environ, "DATABASE_URL": url(), "VAR_DIR": str(settings.VAR)}


def _file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _sqlite_copy() -> Path:
    return _file().with_suffix(".migrated")


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target, timeout=30)) as new,
    ):
        old.backup(new)


def _is_there(name: str) -> bool:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # Django's own tests' door
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


@contextmanager
def _server(**others: str) -> Iterator[object]:
    """Run statements about whole databases from beside them."""
    connections.close_all()
    name = connection.settings_dict["NAME"]
    called = {"name": name, "copy": f"{name}_migrated", **others}
    names: dict[str, sql.Composable] = {
        key: sql.Identifier(value) for key, value in called.items()
    }
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]  # Django's own tests' door
        # Half the work; PostgreSQL 14 knows no other way, nor the word for it.
        is_new = cursor.connection.info.server_version >= 150_000
        names["way"] = sql.SQL("STRATEGY FILE_COPY" if is_new else "")
        yield lambda statement: cursor.execute(sql.SQL(statement).format(**names))
