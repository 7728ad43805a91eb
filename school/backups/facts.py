"""What a database holds, in numbers that tell whether a copy of it is the same."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from school.lib.crypto import fingerprint

# Changed where what a backup consists of changes.
FORMAT: Final = 1
# Plain SQL, for a copy may be older than the models: by name, the table it needs, what is asked.
SUMS: Final = {
    "points": (
        "points_entry",
        "SELECT account, SUM(delta) FROM points_entry GROUP BY account",
    ),
    "pay in fen": (
        "wages_wagerecord",
        "SELECT unit, SUM(amount_fen) FROM wages_wagerecord GROUP BY unit",
    ),
    "minutes": (
        "attendance_minuteentry",
        "SELECT 'all', SUM(minutes) FROM attendance_minuteentry",
    ),
    "costs in fen": (
        "courses_costline",
        "SELECT 'all', SUM(amount_fen) FROM courses_costline",
    ),
    "stock": (
        "points_stockmovement",
        "SELECT 'all', SUM(quantity) FROM points_stockmovement",
    ),
}
# Two sides of every posting of points, each of which is nothing in the end.
UNBALANCED: Final = """
    SELECT COUNT(*) FROM (
        SELECT posting_id FROM points_entry
        GROUP BY posting_id, CASE WHEN account IN ('score', 'rated') THEN 1 ELSE 2 END
        HAVING SUM(delta) <> 0
    ) AS off
"""


@dataclass(frozen=True, slots=True)
class Facts:
    migrations: list[str]
    counts: dict[str, int]
    sums: dict[str, int]
    # Number and digest of the journal's last seal.
    seal: list[Any]


@dataclass(frozen=True, slots=True)
class Manifest:
    format: int
    engine: str
    taken_at: str
    # Of the keys of the environment that open the encrypted columns, for telling them apart.
    keys: list[str]
    facts: Facts

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> "Manifest":
        return cls(**{**told, "facts": Facts(**told["facts"])})


def of(connection: BaseDatabaseWrapper) -> Facts:
    """Of one moment, where the connection is in one transaction or nobody else writes."""
    tables = sorted(connection.introspection.table_names())
    quoted = connection.ops.quote_name
    return Facts(
        migrations=migrations_of(connection),
        counts={
            table: _rows(connection, f"SELECT COUNT(*) FROM {quoted(table)}")[0][0]
            for table in tables
        },
        sums=dict(_sums(connection, tables)),
        seal=_seal(connection, tables),
    )


def migrations_of(connection: BaseDatabaseWrapper) -> list[str]:
    rows = _rows(connection, "SELECT app, name FROM django_migrations")
    return sorted(f"{app}.{name}" for app, name in rows)


def unbalanced(connection: BaseDatabaseWrapper) -> int:
    """How many sides of postings do not add up to nothing."""
    return int(_rows(connection, UNBALANCED)[0][0])


def key_marks() -> list[str]:
    """A sign for each of FIELD_KEYS and one for FINGERPRINT_KEY, by which none is found out."""
    return [
        *(fingerprint(f"backup {key}")[:12] for key in settings.FIELD_KEYS),
        fingerprint("backup")[:12],
    ]


def _sums(
    connection: BaseDatabaseWrapper, tables: list[str]
) -> Iterator[tuple[str, int]]:
    for name, (table, question) in SUMS.items():
        if table in tables:
            for part, total in _rows(connection, question):
                yield f"{name}: {part}", int(total or 0)


def _seal(connection: BaseDatabaseWrapper, tables: list[str]) -> list[Any]:
    if "journal_seal" not in tables:
        return [0, ""]
    last = "SELECT number, digest FROM journal_seal ORDER BY number DESC LIMIT 1"
    rows = _rows(connection, last)
    return list(rows[0]) if rows else [0, ""]


def _rows(connection: BaseDatabaseWrapper, question: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
