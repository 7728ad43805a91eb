"""The platform's door: signed, fresh, limited; each event gets its own answer."""

import json
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from school.people.models import Person
from school.service.api import WINDOW, signature
from school.service.models import ServiceEvent
from tests.factories.points import deltas
from tests.factories.service import make_service_rules

pytestmark = pytest.mark.django_db
SECRET = "secret-of-the-tests"


@pytest.fixture(autouse=True)
def shared(settings: Any) -> Any:
    settings.ORDER_PLATFORM_SECRET = SECRET
    cache.clear()
    yield
    cache.clear()


def event(
    person: Person | None = None, number: int = 1, **extra: Any
) -> dict[str, Any]:
    return {
        "id": f"PJ-{number}",
        "kind": "review",
        "occurred_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "worker": person.phone if person else "13999999999",
        "stars": 5,
        "order": f"DD-{number}",
        **extra,
    }


def send(
    body: Any, *, secret: str = SECRET, shift: int = 0, **headers: str
) -> HttpResponse:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    stamp = str(int(time.time()) + shift)
    signed = {
        "X-Timestamp": stamp,
        "X-Signature": signature(secret, stamp, data),
        **headers,
    }
    return Client().post(
        reverse("api:events"),
        data,
        content_type="application/json",
        headers=signed,
    )


def sent(*events: Any) -> list[tuple[str, str]]:
    answer = send({"platform": "meijia", "events": list(events)})
    assert answer.status_code == 200
    return [
        (one["status"], one["code"]) for one in json.loads(answer.content)["results"]
    ]


def test_each_gets_its_answer(trainee: Person) -> None:
    make_service_rules()
    good = event(trainee)
    other = event(None, 5)
    found = sent(good, other, event(trainee, 2, stars=9), "x", {"id": 3}, good)
    assert found == [
        ("kept", ""),
        ("refused", "unknown_worker"),
        ("refused", "bad_stars"),
        ("refused", "unreadable"),
        ("refused", "unreadable"),
        ("known", ""),
    ]
    assert deltas(trainee) == [2]


def test_a_refusal_is_a_sentence(trainee: Person) -> None:
    answer = send({"platform": "meijia", "events": [event()]})
    [said] = json.loads(answer.content)["results"]
    assert "手机号" in said["message"]


def test_a_call_repeated_changes_nothing(trainee: Person) -> None:
    make_service_rules()
    good = event(trainee)
    assert [sent(good), sent(good)] == [[("kept", "")], [("known", "")]]
    assert (ServiceEvent.objects.count(), deltas(trainee)) == (1, [2])


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": "guessed"},
        {"shift": WINDOW + 5},
        {"shift": -WINDOW - 5},
        {"X-Signature": ""},
        {"X-Signature": "签"},
        {"X-Timestamp": ""},
        {"X-Timestamp": "soon"},
        {"X-Timestamp": "9" * 30},
    ],
)
def test_who_does_not_sign_is_kept_out(trainee: Person, wrong: dict[str, Any]) -> None:
    if "签" in str(wrong):
        wrong = {"X-Signature": "a" * 63 + "é"}
    answer = send({"platform": "meijia", "events": [event(trainee)]}, **wrong)
    assert answer.status_code == 401
    assert not ServiceEvent.objects.exists()


def test_another_body_needs_another_signature(trainee: Person) -> None:
    stamp = str(int(time.time()))
    right = signature(SECRET, stamp, b"{}")
    answer = send(
        {"platform": "meijia", "events": [event(trainee)]},
        **{"X-Timestamp": stamp, "X-Signature": right},
    )
    assert answer.status_code == 401


def test_without_a_secret_the_door_is_shut(settings: Any) -> None:
    settings.ORDER_PLATFORM_SECRET = None
    assert send({"platform": "meijia", "events": []}, secret="").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[]",
        b"null",
        b"\xff\xfe",
        {"platform": "meijia"},
        {"platform": "meijia", "events": {}},
        {"platform": 3, "events": []},
        {"platform": "meijia", "events": [{}] * 501},
    ],
)
def test_what_is_no_call(body: Any) -> None:
    assert send(body).status_code in {400, 422}


@pytest.mark.parametrize(
    "odd",
    [
        {"text": "a\0b"},
        {"id": 10**40},
        {"occurred_at": "soon"},
        {"occurred_at": "0001-01-01T00:00:00+14:00"},
        {"stars": "5 stars"},
        {"order": ["DD"]},
        {"text": "长" * 5001},
        {"kind": "x" * 21},
    ],
)
def test_odd_fields_refuse_one_event_alone(
    trainee: Person, odd: dict[str, Any]
) -> None:
    found = sent(event(trainee, 1, **odd), event(trainee, 2))
    assert found[0][0] == "refused"
    assert found[1] == ("kept", "")


def test_five_hundred_are_taken(trainee: Person) -> None:
    found = sent(*(event(trainee, number) for number in range(500)))
    assert found == [("kept", "")] * 500


def test_who_calls_too_often_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("school.service.api.attempts.take", lambda *a, **k: False)
    assert send({"platform": "meijia", "events": []}).status_code == 429


def test_it_is_only_posted_to() -> None:
    assert Client().get(reverse("api:events")).status_code == 405
