"""For tests that must add to an edition in force: the database looks away meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

FROZEN = (
    "SELECT name, sql FROM sqlite_master "
    "WHERE type = 'trigger' AND name LIKE 'courses\\_%\\_frozen\\_%' ESCAPE '\\'"
)


@contextmanager
def thawed() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute(FROZEN)
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)
