"""Whatever another program sends, the interfaces answer as their description says."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from school.api import api
from school.service.api import signature
from school.service.models import ServiceEvent
from tests.factories.people import make_trainee
from tests.factories.service import make_service_rules

pytestmark = pytest.mark.django_db
SECRET, TOKEN = "the platform's secret", "the platform's token"
RIGHT = {"Authorization": f"Bearer {TOKEN}", "X-Signature": "right"}
THERE = "/api/service/events"
MANY = settings(
    max_examples=100,
    deadline=None,
    database=None,
    # What fails is told by schemathesis; each try is a request.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


@pytest.fixture(autouse=True)
def shared(settings: Any) -> Iterator[None]:
    settings.ORDER_PLATFORM_SECRET, settings.ORDER_PLATFORM_TOKEN = SECRET, TOKEN
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """As Django's own client does: the end of a request is not that of the test's connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def signed(school: Application) -> Application:
    """Signs what is to bear a right signature, now that it is known what was sent."""

    def sign(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = "127.0.0.1"
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        if environ.get("HTTP_X_SIGNATURE") == "right":
            body = environ["wsgi.input"].read()
            stamp = str(int(time.time()))
            environ["wsgi.input"] = BytesIO(body)
            environ["HTTP_X_TIMESTAMP"] = stamp
            environ["HTTP_X_SIGNATURE"] = signature(SECRET, stamp, body)
        return school(environ, start)

    return sign


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_whatever_is_sent_the_answer_is_one_that_is_described(
    mode: GenerationMode,
) -> None:
    make_service_rules()
    make_trainee()
    app = signed(get_wsgi_application())
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    found = [one.ok() for one in described.get_all_operations() if isinstance(one, Ok)]
    answered = {one.label: statuses(one, mode) for one in found}

    assert set(answered) == operations()
    if mode is GenerationMode.POSITIVE:
        assert all(200 in those for those in answered.values())
    else:
        assert all(those & {400, 401, 422} for those in answered.values())


def statuses(
    operation: "APIOperation[Any, Any, Any, Any]", mode: GenerationMode
) -> set[int]:
    """Of the answers, each checked against the description."""
    answered = set()

    @MANY
    @given(case=operation.as_strategy(generation_mode=mode))
    def answer(case: Case) -> None:
        cache.clear()
        answered.add(case.call_and_validate(headers=RIGHT).status_code)

    answer()
    return answered


def operations() -> set[str]:
    return {
        f"{method.upper()} {path}"
        for path, verbs in api.get_openapi_schema()["paths"].items()
        for method in verbs
    }


WORDS = st.one_of(st.text(max_size=90), st.sampled_from(["", "DD-1", "\0", "\ud800"]))
TIMES = st.one_of(
    st.datetimes().map(str),
    st.sampled_from(
        [
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "1e400",
            "2026-13-01",
        ]
    ),
)
NEARLY = st.fixed_dictionaries(
    {
        "id": WORDS,
        "kind": st.sampled_from([*ServiceEvent.Kind.values, "praise"]),
        "occurred_at": TIMES,
        "worker": st.one_of(WORDS, st.sampled_from(["13900000001", "f" * 64])),
    },
    optional={
        "stars": st.one_of(st.integers(), st.none()),
        "complaint": WORDS,
        "order": WORDS,
        "text": WORDS,
        "withdraws": WORDS,
    },
)


def test_an_event_that_nearly_fits_is_answered_by_itself() -> None:
    make_service_rules()
    right = {
        "id": "PJ-1",
        "kind": "review",
        "occurred_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "worker": make_trainee().phone,
        "stars": 5,
        "order": "DD-77",
    }

    @MANY
    @given(odd=st.lists(NEARLY, min_size=1, max_size=4))
    def answer(odd: list[dict[str, Any]]) -> None:
        cache.clear()
        body = json.dumps({"platform": "pj", "events": [*odd, right]}).encode()
        stamp = str(int(time.time()))
        headers = {"X-Timestamp": stamp, "X-Signature": signature(SECRET, stamp, body)}
        got = Client().post(THERE, body, "application/json", headers=headers)
        assert got.status_code == 200
        *_others, last = got.json()["results"]
        assert last["status"] in {"kept", "known"}

    answer()
    assert ServiceEvent.objects.filter(external_id="PJ-1").count() == 1
