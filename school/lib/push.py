"""Web push: the one door to pywebpush."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import requests
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from school.lib import crypto
from school.lib.unsent import Gone, NotSent, Refused

A_DAY = 24 * 60 * 60
POINT, SECRET = 65, 16
THIS_MACHINE = {"127.0.0.1", "localhost"}


@dataclass(frozen=True, slots=True)
class Address:
    """What a browser gives out when its owner allows messages; whoever has it can send."""

    endpoint: str
    p256dh: str
    auth: str

    @property
    def is_whole(self) -> bool:
        point, secret = _bytes(self.p256dh), _bytes(self.auth)
        return len(point) == POINT and point[:1] == b"\x04" and len(secret) == SECRET

    @property
    def is_known(self) -> bool:
        """It belongs to one of the services that the school sends to, and to no machine of its own."""
        try:
            parts = urlsplit(self.endpoint)
            host = parts.hostname or ""
        except ValueError:
            return False
        is_safe = parts.scheme == "https" or host in THIS_MACHINE
        return is_safe and any(_is_of(host, one) for one in settings.PUSH_SERVICES)


def is_offered() -> bool:
    return bool(settings.VAPID_KEY)


def public_key() -> str:
    """What a browser asks for before it subscribes."""
    return crypto.public_point(_key(settings.VAPID_KEY).private_key)


def send(address: Address, words: Mapping[str, str], *, topic: str) -> None:
    """Hand `words` to the browser's service; a later one of the same topic takes its place."""
    session = requests.Session()
    # A service that points elsewhere is none of those that we know.
    session.max_redirects = 0
    try:
        webpush(
            {
                "endpoint": address.endpoint,
                "keys": {"p256dh": address.p256dh, "auth": address.auth},
            },
            data=json.dumps(words, ensure_ascii=False),
            vapid_private_key=_key(settings.VAPID_KEY),
            vapid_claims={"sub": settings.VAPID_CONTACT},
            headers={"Topic": topic, "Urgency": "normal"},
            ttl=A_DAY,
            timeout=10,
            requests_session=session,
        )
    except WebPushException as error:
        raise _answered(error) from None
    except requests.RequestException as error:
        # The topic keeps one that did get through from being shown twice.
        raise NotSent(code=type(error).__name__) from None
    except ValueError:
        raise Refused(code="bad key") from None
    finally:
        session.close()


def _answered(error: WebPushException) -> NotSent:
    if error.response is None:
        return Refused(code="bad subscription")
    status = error.response.status_code
    if status in {404, 410}:
        return Gone(code=f"HTTP {status}")
    is_later = status == 429 or status >= 500
    return (NotSent if is_later else Refused)(code=f"HTTP {status}")


@cache
def _key(secret: str) -> Vapid02:
    return Vapid02(crypto.p256_key(secret, b"vapid"))


def _is_of(host: str, service: str) -> bool:
    return host.endswith(service) if service.startswith(".") else host == service


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
