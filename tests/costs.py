"""What a page costs its reader and the database, and the most that it may cost."""

import gzip
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test.utils import CaptureQueriesContext

MOST_QUERIES, MOST_KB = 25, 60
ASSET = re.compile(r'<(?:link|script)[^>]*(?:href|src)="/static/([^"?]+[.](?:css|js))')
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def asked(captured: CaptureQueriesContext) -> int:
    """Queries, without the statements that only open and close transactions."""
    return sum(
        not query["sql"].startswith(TRANSACTION) for query in captured.captured_queries
    )


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
