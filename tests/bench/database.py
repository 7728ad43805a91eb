"""A database of a benchmark's own, migrated, and gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections


@contextmanager
def database_of_its_own() -> Iterator[None]:
    folder = Path(tempfile.mkdtemp(prefix="school-bench-"))
    database = connections.databases["default"]
    before = database["NAME"]
    connection.close()
    database["NAME"] = connection.settings_dict["NAME"] = str(folder / "db.sqlite3")
    try:
        for command in (["migrate", "-v0"], ["createcachetable"]):
            call_command(*command)
        yield
    finally:
        connection.close()
        database["NAME"] = connection.settings_dict["NAME"] = before
        shutil.rmtree(folder)
