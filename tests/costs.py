"""What a page costs its reader and the database, and the most that it may cost."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client

MOST_QUERIES, MOST_KB = 25, 60
ASSET = re.compile(r'<(?:link|script)[^>]*(?:href|src)="/static/([^"?]+[.](?:css|js))')
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def asked() -> Iterator[list[str]]:
    """The queries, without the statements that only open and close transactions.

    Django's own way of counting them asks SQLite to write out each one's values.
    """
    queries: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        if not sql.startswith(TRANSACTION):
            queries.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield queries


def follow(client: Client, url: str) -> tuple[HttpResponse, int]:
    """What is opened in the end, and its queries: an address may lead on to another."""
    while True:
        with asked() as queries:
            answer = client.get(url, headers={"accept-encoding": "identity"})
        if answer.status_code != 302:
            return answer, len(queries)
        url = answer["Location"]


def kilobytes(html: str) -> float:
    """HTML, stylesheets and scripts together, compressed."""
    total = len(gzip.compress(html.encode()))
    total += sum(weight(name) for name in set(ASSET.findall(html)))
    return total / 1024


@cache
def weight(name: str) -> int:
    found = finders.find(name)
    assert found, f"{name} is linked and not there"
    return len(gzip.compress(Path(found).read_bytes()))
