"""Django's cache in the database, with a count that two processes cannot both read and write."""

import base64
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router


class CountingDatabaseCache(DatabaseCache):
    """Its own `incr` reads and then writes: of two at once one would be lost."""

    _table: str

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """The row is written only as it was read, and else read again; it runs out as before."""
        row = self.make_and_validate_key(key, version=version)
        while (value := self.get(key, version=version)) is not None:
            if self._replace(row, value, value + delta):
                return int(value + delta)
        raise ValueError(f"Key {key!r} not found")

    def _replace(self, row: str, old: Any, new: Any) -> bool:
        connection = connections[router.db_for_write(self.cache_model_class)]
        quoted = connection.ops.quote_name
        # The names are ours, from settings and from Django.
        statement = (
            f"UPDATE {quoted(self._table)} SET {quoted('value')} = %s "
            f"WHERE {quoted('cache_key')} = %s AND {quoted('value')} = %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [self._packed(new), row, self._packed(old)])
            return bool(cursor.rowcount == 1)

    def _packed(self, value: Any) -> str:
        pickled = pickle.dumps(value, self.pickle_protocol)
        return base64.b64encode(pickled).decode("latin1")
