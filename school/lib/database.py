"""DATABASE_URL and REDIS_URL as Django's DATABASES and CACHES entries."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        # A write transaction takes its lock when it begins, so that two of them
        # queue up instead of failing half-way with "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;"
        ),
    },
}


def from_url(url: str) -> dict[str, Any]:
    """`sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3` or `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path)[1:])
        path.parent.mkdir(parents=True, exist_ok=True)
        # The test database is a file too: threads of a test share it.
        test = {"NAME": str(path.with_name(f"test-{path.name}"))}
        return {**SQLITE, "NAME": str(path), "TEST": test}
    if parts.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", None) or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with {parts.scheme!r}. Write sqlite:///var/db.sqlite3 "
        "or postgresql://user:password@host:5432/name."
    )


def cache(redis_url: str | None) -> dict[str, Any]:
    """Django's CACHES entry: Redis where there is one, a table of the database elsewhere."""
    if redis_url:
        backend = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": backend, "LOCATION": redis_url}
    return {
        "BACKEND": "school.lib.counting_cache.CountingDatabaseCache",
        "LOCATION": "cache",
        # With Django's 300 a busy evening forgets the attempts that it counts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
