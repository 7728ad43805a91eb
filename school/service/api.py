"""For the order platform: what happened at the households. Signed, and harmless to send again."""

import hashlib
import hmac
import time
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils import translation
from ninja import Field, Router, Schema
from ninja.security.base import AuthBase

from school.journal.actors import SYSTEM
from school.lib import attempts
from school.lib.api import TAKING, TooLarge, TooManyCalls
from school.people.requests import client_address
from school.service import actions
from school.service.refusals import SENTENCES
from school.service.rules import Told
from school.service.telling import told

MOST = 500
WINDOW = 5 * 60


class Signature(AuthBase):
    """`X-Signature`: hex HMAC-SHA256 of `X-Timestamp` (seconds since 1970), a full stop and the body.

    Without a secret in the settings the door is shut. A call that somebody repeats
    within the five minutes is answered anew and changes nothing.
    """

    openapi_type, openapi_in, openapi_name = "apiKey", "header", "X-Signature"

    def __call__(self, request: HttpRequest) -> str | None:
        # Counted first: guessing is to cost the guesser, not the school.
        if not attempts.take("service-events", client_address(request), most=600):
            raise TooManyCalls
        stamp = request.headers.get("X-Timestamp", "")
        given = request.headers.get("X-Signature", "")
        secret = settings.ORDER_PLATFORM_SECRET
        if not secret or not _is_fresh(stamp):
            return None
        right = signature(secret, stamp, _body(request))
        is_right = hmac.compare_digest(given.encode(), right.encode())
        return "order platform" if is_right else None


def signature(secret: str, stamp: str, body: bytes) -> str:
    signed = stamp.encode() + b"." + body
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig as error:
        raise TooLarge from error


def _is_fresh(stamp: str) -> bool:
    is_number = stamp.isascii() and stamp.isdigit() and len(stamp) < 12
    return is_number and abs(time.time() - int(stamp)) <= WINDOW


class Event(Schema):
    """`worker`: a mobile number, or its HMAC-SHA256 as `priority-rights` gives it."""

    id: str = Field(max_length=40)
    kind: str = Field(max_length=20)
    occurred_at: datetime
    worker: str = Field("", max_length=64)
    stars: int | None = Field(None, ge=-9, le=99)
    complaint: str = Field("", max_length=20)
    order: str = Field("", max_length=80)
    text: str = Field("", max_length=5_000)
    withdraws: str = Field("", max_length=40)


class Events(Schema):
    platform: str = Field(max_length=16)
    # Each is read for itself: one that cannot be read keeps no other back.
    events: list[Annotated[Event | Any, Field(union_mode="left_to_right")]] = Field(
        max_length=MOST
    )


class Outcome(Schema):
    """`status`: kept, known or refused; of a refusal why, for programs and for people."""

    id: str
    status: str
    code: str = ""
    message: str = ""


class Outcomes(Schema):
    results: list[Outcome]


router = Router(auth=Signature())


@router.post("events", response={200: Outcomes, **TAKING})
def events(request: HttpRequest, sent: Events) -> Outcomes:
    """The answer to each, in the order in which they were sent."""
    heard = [_told(one, sent.platform) for one in sent.events]
    read = [one for one in heard if one is not None]
    with translation.override(settings.LANGUAGE_CODE):
        answers = iter(actions.keep(read, by=SYSTEM))
        return Outcomes(
            results=[
                _outcome(next(answers)) if one else _unreadable(raw)
                for one, raw in zip(heard, sent.events, strict=True)
            ]
        )


def _told(one: Event | Any, platform: str) -> Told | None:
    if not isinstance(one, Event) or "\\u0000" in one.model_dump_json():
        return None
    return told(platform, one.id, one.model_dump())


def _outcome(answer: actions.Answer) -> Outcome:
    return Outcome(
        id=answer.external_id,
        status=answer.status,
        code=answer.code,
        message=str(SENTENCES[answer.code]) if answer.code else "",
    )


def _unreadable(one: Event | Any) -> Outcome:
    values = dict(one) if isinstance(one, Event | dict) else {}
    known = str(values.get("id", ""))[:40]
    return Outcome(
        id=known,
        status="refused",
        code="unreadable",
        message=str(SENTENCES["unreadable"]),
    )
