"""Where in the database and among the files a text still stands."""

import json
from pathlib import Path

from django.conf import settings
from django.db import connection


def columns() -> list[tuple[str, str]]:
    """Every column of every table, whatever it holds: a number is found as text too."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            described = connection.introspection.get_table_description(cursor, table)
            found += [(table, one.name) for one in described]
    return found


def tables_with(text: str) -> set[str]:
    """As `table.column`."""
    found = set()
    escaped = json.dumps(text).strip('"')
    with connection.cursor() as cursor:
        for table, column in columns():
            cursor.execute(
                f'SELECT COUNT(*) FROM "{table}" WHERE CAST("{column}" AS TEXT) LIKE %s '
                f'OR CAST("{column}" AS TEXT) LIKE %s',
                [f"%{text}%", f"%{escaped}%"],
            )
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
    return found


def files_with(text: str) -> set[str]:
    return {
        str(file.relative_to(settings.VAR))
        for place in ("media", "private")
        for file in Path(settings.VAR, place).rglob("*")
        if file.is_file() and text.encode() in file.read_bytes()
    }
