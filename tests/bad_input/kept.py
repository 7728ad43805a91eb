"""Everything the school keeps: its tables, and its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

# A request leaves its mark in these, whatever is typed.
PASSING = {
    "cache",
    "certificates_checkcount",
    "django_session",
    "usersessions_usersession",
}
WRITES = ("INSERT", "UPDATE", "DELETE")


def everything() -> dict[str, list[Any]]:
    kept: dict[str, list[Any]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in PASSING:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                kept[table] = sorted(cursor.fetchall(), key=repr)
    for place in ("media", "private"):
        kept[place] = sorted(map(str, (settings.VAR / place).rglob("*")))
    return kept


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that write, as they are sent."""
    sent: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith(WRITES):
            sent.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield sent
