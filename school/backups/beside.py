"""A second connection: to a copy of the database, or to the same one in a transaction of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS: Final = "beside"


@contextmanager
def beside(alias: str = ALIAS, /, **changes: Any) -> Iterator[BaseDatabaseWrapper]:
    """As the school's own, but for `changes` of its settings; queries reach it by its alias."""
    one = connections[DEFAULT_DB_ALIAS].copy(alias)
    one.settings_dict |= changes
    connections[alias] = one
    try:
        yield one
    finally:
        one.close()
        del connections[alias]
