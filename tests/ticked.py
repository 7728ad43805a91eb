"""Ticking rows of a list of the desk and sending the form of a verb for them."""

from typing import Any

from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from tests.bad_input.page import Page

BACK = "/desk/reports/site-history/"


def ticked(verb: str, *rows: Model) -> str:
    meta = rows[0]._meta
    address = reverse(
        "wagtail_bulk_action", args=[meta.app_label, meta.model_name, verb]
    )
    return (
        f"{address}?{urlencode({'next': BACK, 'id': [row.pk for row in rows]}, True)}"
    )


def press(client: Client, url: str, typed: dict[str, Any] | None = None) -> list[str]:
    """What is said after the rows have been sent."""
    answer = client.post(url, typed or {})
    assert answer["Location"] == BACK
    words = [str(message) for message in get_messages(answer.wsgi_request)]
    # Any page shows what was said, and the next one begins anew.
    client.get(BACK)
    return words


def refused(client: Client, url: str, typed: dict[str, Any] | None = None) -> Page:
    """The page that comes again when none of the rows was done."""
    answer = client.post(url, typed or {})
    assert answer.status_code == 200
    return Page(answer.text)


def cost(client: Client, url: str) -> int:
    """The number of queries of a page that is read for the second time."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
