"""500 scans of an evening, sent again and again; and what the address that takes them answers."""

import json
import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.attendance.batches import Sent
from school.attendance.ledger import credited_minutes
from school.attendance.models import Event, RefusedScan
from school.courses.models import Cohort, Session
from school.enrollment.models import Enrollment
from school.lib import qr
from school.people.models import User
from tests.attendance.test_scans import take
from tests.cast import signed_in
from tests.factories.attendance import as_sent, make_scan
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_trainee

Kind, Level = Event.Kind, Event.Level


@pytest.fixture
def crowd(cohort: Cohort) -> list[Enrollment]:
    return [make_enrollment(cohort, make_trainee(f"学员{n}")) for n in range(25)]


def evening_of(crowd: list[Enrollment], evening: Session) -> list[Sent]:
    """500 scans: everybody comes and goes and comes; some codes are bad, some not hers."""
    events = []
    for number, one in enumerate(crowd):
        for turn in range(20):
            after = timedelta(minutes=turn * 7 + number % 5)
            kind = Kind.LEFT if turn % 3 == 2 else Kind.ARRIVED
            scan = make_scan(one, evening, at=evening.starts_at + after, kind=kind)
            if (number + turn) % 11 == 0:
                scan = make_scan(one, evening, at=scan.device_at, face="other")
            if (number + turn) % 13 == 0:
                scan = make_scan(
                    one, evening, at=scan.device_at, code=scan.code[:-1] + "!"
                )
            events.append(scan)
    return events


def test_500_events_sent_three_times_in_any_order_give_one_ledger(
    cohort, evening, crowd, caller
) -> None:
    events = evening_of(crowd, evening)
    found = []
    for seed in range(3):
        with transaction.atomic():
            for turn in range(3):
                shuffled = random.Random(f"{seed}.{turn}").sample(events, len(events))
                for first in range(0, 500, 100):
                    take(evening, caller, *shuffled[first : first + 100])
            assert Event.objects.count() + RefusedScan.objects.count() == 500
            assert len(events) == 500
            found.append(credited_minutes([one.pk for one in crowd]))
            transaction.set_rollback(True)
    assert found[0] == found[1] == found[2]
    assert len(set(found[0].values())) > 1


def test_a_batch_of_any_size_costs_few_queries(
    evening, crowd, caller, django_assert_max_num_queries
) -> None:
    """SQLite inserts some eighty rows at a time, PostgreSQL all at once."""
    for batch in ([], evening_of(crowd, evening)[:20], evening_of(crowd, evening)):
        with django_assert_max_num_queries(40):
            take(evening, caller, *batch)


def post(by: User, session: Session, body: str) -> tuple[int, dict]:
    url = reverse("attendance:take_scans", args=[session.code])
    answer = signed_in(by).post(url, body, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_batch_is_answered_one_by_one(evening, enrollment, caller) -> None:
    good = make_scan(enrollment, evening, at=evening.starts_at)
    bad = make_scan(enrollment, evening, at=evening.starts_at, code="别的码")
    body = as_sent([good, bad], sent_at=timezone.now()).replace(
        '"events": [', '"events": [{"uuid": "7"}, 5, '
    )
    status, answer = post(caller, evening, body)
    told = [(one["uuid"], one["status"], one["code"]) for one in answer["results"]]
    assert status == 200
    assert told == [
        (str(good.uuid), "kept", ""),
        (str(bad.uuid), "refused", "not_our_code"),
        ("7", "refused", "bad_scan"),
        ("", "refused", "bad_scan"),
    ]
    assert all(one["text"] for one in answer["results"][1:])


@pytest.mark.parametrize(
    "odd",
    [{"at": 253402300799000}, {"uuid": [7]}],
)
def test_one_that_no_phone_sends_keeps_no_other_back(
    evening, enrollment, caller, odd: dict[str, object]
) -> None:
    good, bad = (make_scan(enrollment, evening, at=evening.starts_at) for _ in "ab")
    body = json.loads(as_sent([good, bad], sent_at=timezone.now()))
    body["events"][1] |= odd
    status, answer = post(caller, evening, json.dumps(body))
    codes = {one["code"] for one in answer["results"]}
    assert (status, codes) == (200, {"", "bad_scan"})


@pytest.mark.parametrize(
    "body",
    [
        '{"sent_at": 1}',
        '{"events": []}',
        '{"sent_at": 253402300799000, "events": []}',
    ],
)
def test_what_is_no_batch_is_said(evening, caller, body: str) -> None:
    status, answer = post(caller, evening, body)
    assert (status, answer["code"]) == (400, "bad_scan")


def test_more_than_500_at_once_are_not_taken(evening, enrollment, caller) -> None:
    scan = make_scan(enrollment, evening, at=evening.starts_at)
    body = as_sent([scan] * 501, sent_at=timezone.now())
    assert post(caller, evening, body)[0] == 400


def test_a_kept_picture_is_read_when_it_arrives(evening, enrollment, caller) -> None:
    """Offline the browser could not read it: the frame of the camera came instead."""
    scan = make_scan(enrollment, evening, at=evening.starts_at, face="")
    frame = qr.png_uri(scan.code).split(",")[1]
    body = as_sent([scan], sent_at=timezone.now()).replace(
        f'"code": "{scan.code}"', f'"frame": "{frame}"'
    )
    _status, answer = post(caller, evening, body)
    assert answer["results"][0]["status"] == "kept"
    assert Event.objects.get().level == Level.FAIR


def test_a_picture_is_read_for_the_assistant_at_once(evening, caller) -> None:
    url = reverse("attendance:read_frame", args=[evening.code])
    client = signed_in(caller)
    frame = qr.png_uri("NS1.hello").split(",")[1]
    for sent, text in ((frame, "NS1.hello"), ("bm90aGluZw==", ""), ("%", "")):
        answer = client.post(url, {"frame": sent}, content_type="application/json")
        assert answer.json() == {"text": text}
    assert client.post(url, "?", content_type="application/json").status_code == 400
