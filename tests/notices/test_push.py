"""Web push, against a stand-in of a browser's push service; what arrives is opened as a browser would."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from django.utils import timezone
from py_vapid import Vapid02

from school.journal.models import Entry
from school.lib import crypto, push
from school.lib.errors import NotPermitted
from school.notices import actions
from school.notices.models import Delivery, PushSubscription
from school.notices.refusals import TooManyDevices, UnknownService
from school.people.models import Person
from tests.cast import signed_in
from tests.factories.notices import POINT, make_delivery, make_device, make_notice
from tests.notices.stand_in import StandIn, serving

DEVICES = reverse("notices:devices")
AUTH = "8eDyX_uCN0XRhSbY5hs7Hg"
BROWSER = ec.derive_private_key(12345678901234567890, ec.SECP256R1())
PHONE = "https://fcm.googleapis.com/fcm/send/1"


@pytest.fixture
def service(settings: Any) -> Iterator[StandIn]:
    with serving() as stand_in:
        settings.PUSH_SERVICES = ["127.0.0.1"]
        yield stand_in


@pytest.fixture
def device(service: StandIn, trainee: Person) -> PushSubscription:
    return make_device(trainee, f"http://{service.address}/push/abc")


@pytest.fixture
def delivery(device: PushSubscription, trainee: Person) -> Delivery:
    notice = make_notice(trainee, link="/study/")
    return make_delivery(notice=notice, channel="push", target=device.code)


def opened(body: bytes) -> dict[str, str]:
    secret = base64.urlsafe_b64decode(AUTH + "==")
    plain = http_ece.decrypt(body, private_key=BROWSER, auth_secret=secret)
    return json.loads(plain)


def test_a_notice_reaches_the_screen_sealed_and_signed(
    service: StandIn, delivery: Delivery
) -> None:
    for _time in (1, 2):
        actions.deliver(delivery, at=timezone.now())
    assert delivery.status == Delivery.Status.SENT
    (asked,) = service.asked
    assert asked.path == "/push/abc"
    words = opened(asked.body)
    assert "成绩" in words["title"]
    assert (words["url"], words["tag"]) == ("/study/", delivery.notice.code)
    assert asked.headers["topic"] == delivery.notice.code
    signed = asked.headers["authorization"]
    assert push.public_key() in signed
    assert Vapid02.verify(signed)


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(
    service: StandIn, delivery: Delivery, status: int
) -> None:
    service.answer = lambda asked: (status, b"")
    actions.deliver(delivery, at=timezone.now())
    assert delivery.status == Delivery.Status.DROPPED
    assert delivery.problem == f"HTTP {status}"
    assert not PushSubscription.objects.exists()
    assert Entry.objects.filter(verb="notices.revoke_push").exists()


@pytest.mark.parametrize(
    ("status", "expected"), [(429, "queued"), (503, "queued"), (413, "failed")]
)
def test_the_service_decides_whether_to_try_again(
    service: StandIn, delivery: Delivery, status: int, expected: str
) -> None:
    service.answer = lambda asked: (status, b"")
    actions.deliver(delivery, at=timezone.now())
    assert (delivery.status, delivery.problem) == (expected, f"HTTP {status}")
    assert PushSubscription.objects.exists()


def test_a_broken_line_is_tried_again_as_the_topic_keeps_it_single(
    service: StandIn, delivery: Delivery
) -> None:
    service.answer = lambda asked: None
    actions.deliver(delivery, at=timezone.now())
    assert delivery.status == Delivery.Status.QUEUED


def test_a_service_is_not_followed_elsewhere(
    service: StandIn, delivery: Delivery
) -> None:
    service.answer = lambda asked: (302, b"")
    actions.deliver(delivery, at=timezone.now())
    assert delivery.status != Delivery.Status.SENT


def test_a_device_is_allowed_shown_and_taken_back(
    trainee: Person, classmate: Person
) -> None:
    browser = signed_in(trainee)
    data = {"endpoint": PHONE, "p256dh": POINT, "auth": AUTH}
    agent = "Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari"
    answer = browser.post(DEVICES, data, headers={"user-agent": agent})
    assert answer.url == DEVICES
    device = PushSubscription.objects.get()
    page = browser.get(DEVICES)
    assert "Android · Chrome" in page.text
    assert PHONE not in page.text
    revoke = reverse("notices:revoke", args=[device.code])
    assert signed_in(classmate).post(revoke).status_code == 404
    assert browser.post(revoke).url == DEVICES
    assert not PushSubscription.objects.exists()
    assert PHONE not in str(list(Entry.objects.values()))


def test_the_database_holds_no_address_in_clear(trainee: Person) -> None:
    make_device(trainee)
    row = PushSubscription.objects.extra(select={"raw": "endpoint"}).get()
    assert row.endpoint == PHONE
    assert "fcm" not in row.raw


def test_a_phone_handed_on_takes_nobodys_notices_along(
    trainee: Person, classmate: Person
) -> None:
    make_device(trainee, PHONE)
    actions.allow_push(
        classmate,
        address=push.Address(PHONE, POINT, AUTH),
        device="Android",
        by=classmate.user,
    )
    assert PushSubscription.objects.get().person == classmate


@pytest.mark.parametrize(
    ("endpoint", "point", "auth"),
    [
        ("https://evil.example/push", POINT, AUTH),
        ("http://fcm.googleapis.com/fcm/send/1", POINT, AUTH),
        ("https://fcm.googleapis.com.evil.example/", POINT, AUTH),
        ("https://user@127.0.0.1:5432/", POINT, AUTH),
        ("http://[bad", POINT, AUTH),
        (PHONE, POINT[:-4], AUTH),
        (PHONE, "不是", AUTH),
        (PHONE, POINT, "AAAA"),
    ],
)
def test_the_school_sends_to_browsers_services_only(
    trainee: Person, endpoint: str, point: str, auth: str
) -> None:
    with pytest.raises(UnknownService):
        actions.allow_push(
            trainee,
            address=push.Address(endpoint, point, auth),
            device="x",
            by=trainee.user,
        )


def test_only_oneself_and_ten_devices(trainee: Person, classmate: Person) -> None:
    address = push.Address(PHONE, POINT, AUTH)
    with pytest.raises(NotPermitted):
        actions.allow_push(trainee, address=address, device="x", by=classmate.user)
    devices = [make_device(trainee, f"{PHONE}{n}") for n in range(10)]
    with pytest.raises(NotPermitted):
        actions.revoke_push(devices[0], by=classmate.user)
    with pytest.raises(TooManyDevices):
        actions.allow_push(trainee, address=address, device="x", by=trainee.user)


def test_a_school_without_key_asks_no_browser(settings: Any, trainee: Person) -> None:
    settings.VAPID_KEY = ""
    page = signed_in(trainee).get(DEVICES)
    assert "data-push" not in page.text
    assert DEVICES not in signed_in(trainee).get(reverse("notices:ways")).text


def test_the_key_is_the_same_for_the_same_secret() -> None:
    one, two = (crypto.p256_key("secret", b"vapid") for _time in (1, 2))
    assert crypto.public_point(one) == crypto.public_point(two)
    assert crypto.public_point(crypto.p256_key("other", b"vapid")) != (
        crypto.public_point(one)
    )
