import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from psycopg import sql

from school.backups import facts
from school.backups.beside import ALIAS, beside
from school.backups.troubles import Trouble

# What libpq reads from the environment, so that no password stands in a list of processes.
FROM_SETTINGS = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER"}
OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
}


def dump(target: Path) -> facts.Facts:
    """pg_dump reads the snapshot in which the rows are counted, while others write."""
    options = connection.settings_dict.get("OPTIONS", {})
    steady = {**options, "isolation_level": psycopg.IsolationLevel.REPEATABLE_READ}
    with beside(OPTIONS=steady) as one, transaction.atomic(using=ALIAS):
        with one.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        _run(
            *("pg_dump", "--format=custom", "--no-owner", "--no-privileges"),
            *(f"--snapshot={snapshot}", f"--file={target}", f"--dbname={_name()}"),
        )
        return facts.of(one)


@contextmanager
def loaded(dumped: Path) -> Iterator[BaseDatabaseWrapper]:
    """In a database of its own on the same server, dropped at the end unless it was renamed."""
    scratch = f"{_name()[:40]}_{timezone.now():%Y%m%d%H%M%S%f}"
    _create(scratch)
    try:
        _run(
            *("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"),
            *("--single-transaction", f"--dbname={scratch}", str(dumped)),
        )
        with beside(NAME=scratch) as copy:
            yield copy
    finally:
        _order("DROP DATABASE IF EXISTS {scratch} WITH (FORCE)", scratch=scratch)


def unsound(copy: BaseDatabaseWrapper) -> list[str]:
    """Nothing to look for: pg_restore stops where a constraint does not hold."""
    return []


def put_in_place(copy: BaseDatabaseWrapper, is_used: bool) -> str:
    """By two new names, so that one that is killed has changed nothing that is lost."""
    present, scratch = _name(), str(copy.settings_dict["NAME"])
    former = f"{present[:30]}_before_{timezone.now():%Y%m%d%H%M%S%f}"
    copy.close()
    connections.close_all()
    try:
        _order(
            "ALTER DATABASE {present} RENAME TO {former}",
            present=present,
            former=former,
        )
    except psycopg.errors.ObjectInUse:
        raise Trouble(
            "Somebody is still connected to the database. Stop site and worker, and run it again."
        ) from None
    _order(
        "ALTER DATABASE {scratch} RENAME TO {present}", scratch=scratch, present=present
    )
    if is_used:
        return f"database {former}"
    _order("DROP DATABASE {former}", former=former)
    return ""


def _create(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database"
            " WHERE datname = current_database()"
        )
        encoding, collate, ctype = cursor.fetchone()
    try:
        _order(
            "CREATE DATABASE {name} TEMPLATE template0 "
            f"ENCODING '{encoding}' LC_COLLATE '{collate}' LC_CTYPE '{ctype}'",
            name=name,
        )
    except psycopg.errors.InsufficientPrivilege:
        raise Trouble(
            f"The database user may make no database to restore into. As an administrator "
            f'of PostgreSQL: ALTER ROLE "{connection.settings_dict["USER"]}" CREATEDB;'
        ) from None


def _order(statement: str, **names: str) -> None:
    """About whole databases, from beside them."""
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    with beside("server", NAME="postgres") as server, server.cursor() as cursor:
        cursor.cursor.execute(sql.SQL(statement).format(**quoted))


def _run(program: str, *rest: str) -> None:
    try:
        done = subprocess.run(
            [program, *rest], env=_environment(), capture_output=True, text=True
        )
    except FileNotFoundError:
        raise Trouble(
            f"PostgreSQL's {program} is missing here. Install the client programs of the "
            "server's version (Debian: postgresql-client)."
        ) from None
    if done.returncode:
        raise Trouble(f"{program} failed: {done.stderr.strip()}")


def _environment() -> dict[str, str]:
    present: dict[str, Any] = connection.settings_dict
    found = {name: str(present[key]) for key, name in FROM_SETTINGS.items()}
    found["PGPASSWORD"] = str(present["PASSWORD"])
    options = present.get("OPTIONS", {})
    found |= {
        name: str(options[key]) for key, name in OPTIONS.items() if key in options
    }
    return {**os.environ, **{name: value for name, value in found.items() if value}}


def _name() -> str:
    return str(connection.settings_dict["NAME"])
