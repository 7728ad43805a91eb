"""What the school keeps: its tables, and its files."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

# A request leaves its mark in these, whatever is typed.
PASSING = {
    "cache",
    "certificates_checkcount",
    # That something wrong was typed is noted, without it.
    "people_login",
    "django_session",
    "looks_look",
    "usersessions_usersession",
}
# That a number was shown is noted, though nothing was done.
BUT_LOOKS = {"journal_entry": " WHERE verb <> 'looks.open_data'"}
PLACES = ("media", "private")
READS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK)\b")
WRITES = re.compile(r'\s*(?:INSERT\s.*?INTO|UPDATE|DELETE\s+FROM)\s+"(\w+)"')


@contextmanager
def changes() -> Iterator[list[str]]:
    """In the end, the tables and places in which something is otherwise than it was.

    A table is read before the first statement that writes to it, and at the end: there
    are a hundred and fifty, and most requests that are tried here write to none.
    """
    changed: list[str] = []
    before = {place: files(place) for place in PLACES}

    def look_first(execute: Any, sql: str, *args: Any) -> Any:
        for table in written(sql):
            if table not in before:
                before[table] = rows(table)
        return execute(sql, *args)

    with connection.execute_wrapper(look_first):
        yield changed
    for name, then in before.items():
        if then != (files(name) if name in PLACES else rows(name)):
            changed.append(name)


def written(sql: str) -> set[str]:
    """The tables that a statement may write to: all, where it does not say."""
    if READS.match(sql):
        return set()
    named = WRITES.match(sql)
    return ({named[1]} if named else everything()) - PASSING


def everything() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def rows(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT * FROM {name}{BUT_LOOKS.get(table, '')}")
        return sorted(cursor.fetchall(), key=repr)


def files(place: str) -> list[str]:
    found = os.walk(settings.VAR / place)
    return sorted(
        f"{folder}/{name}" for folder, _folders, names in found for name in ["", *names]
    )
