"""What a page costs its reader and the database, and the most that it may cost."""

import gzip
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST_QUERIES, MOST_KB = 25, 60
ASSET = re.compile(r'<(?:link|script)[^>]*(?:href|src)="/static/([^"?]+[.](?:css|js))')
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def asked(captured: CaptureQueriesContext) -> int:
    """Queries, without the statements that only open and close transactions."""
    return sum(
        not query["sql"].startswith(TRANSACTION) for query in captured.captured_queries
    )


def follow(client: Client, url: str) -> tuple[HttpResponse, int]:
    """What is opened in the end, and its queries: an address may lead on to another."""
    while True:
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(url, headers={"accept-encoding": "identity"})
        if answer.status_code != 302:
            return answer, asked(captured)
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
