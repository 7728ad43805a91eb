"""For the order platform: who has first choice of orders today. Read only, masked, with a token."""

import hashlib
import hmac
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from ninja.security import HttpBearer

from school.lib import attempts
from school.lib.api import READING, TooManyCalls
from school.lib.masking import mask_name
from school.people.requests import client_address
from school.points.shop.hindrances import hindrances
from school.points.shop.models import PriorityRight


class PlatformToken(HttpBearer):
    """One token for the platform; without one in the settings the door is shut."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        # Counted first: guessing is to cost the guesser, not the school.
        if not attempts.take("platform", client_address(request), most=600):
            raise TooManyCalls
        known = settings.ORDER_PLATFORM_TOKEN
        if not known:
            return None
        is_right = hmac.compare_digest(token.encode(), known.encode())
        return "order platform" if is_right else None


class Right(Schema):
    """`worker`: HMAC-SHA256 of the mobile number (+86…) under the token: known by whoever has both."""

    worker: str
    name: str
    starts_on: date
    ends_on: date


class Rights(Schema):
    on: date
    rights: list[Right]


router = Router(auth=PlatformToken())


@router.get("priority-rights", response={200: Rights, **READING})
def priority_rights(request: HttpRequest) -> Rights:
    """In force today; who is held back by something that may be known outside is left out."""
    today = timezone.localdate()
    running = PriorityRight.objects.running(today).select_related(
        "redemption__person__user"
    )
    shown = [
        Right(
            worker=worker_key(right.redemption.person.phone),
            name=mask_name(right.redemption.person.name),
            starts_on=right.starts_on,
            ends_on=right.ends_on,
        )
        for right in running
        if not hindrances(right.redemption.person, is_outside=True)
    ]
    return Rights(on=today, rights=shown)


def worker_key(phone: str) -> str:
    key: str = settings.ORDER_PLATFORM_TOKEN or ""
    return hmac.new(key.encode(), phone.encode(), hashlib.sha256).hexdigest()
