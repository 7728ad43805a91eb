"""The published lists of what does not count, signed anew whenever a bit changes."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from school.certificates.badges import achieved, addresses
from school.certificates.badges.keeping import FILL
from school.certificates.badges.keys import Ready
from school.certificates.badges.models import Badge
from school.certificates.models import Certificate
from school.lib.credentials import integrity, status

Status = Certificate.Status
# Valid, or not yet known to anybody.
COUNTS = (Status.VALID, Status.QUEUED, Status.STOPPED)
KEEP = 24 * 60 * 60


def lists() -> int:
    """How many there are; the first is there before any badge."""
    return Badge.objects.count() // FILL + 1


def status_list(number: int, key: Ready) -> dict[str, Any]:
    """The list as it is at this moment, signed: what is signed already is taken again."""
    address = addresses.status_list(number)
    encoded = status.encoded(_marked(number))
    digest = hashlib.sha256(f"{address} {encoded}".encode()).hexdigest()
    name = f"status-list:{key.fingerprint}:{digest}"
    found: dict[str, Any] | None = cache.get(name)
    if found is None:
        found = _signed(encoded, address, key)
        cache.set(name, found, KEEP)
    return found


def _marked(number: int) -> list[int]:
    """The places of all that is suspended, superseded or revoked, for whatever reason.

    And of those whose claims are no longer their certificate's.
    """
    first = (number - 1) * status.SIZE
    marked = Badge.objects.filter(place__range=(first, first + status.SIZE - 1))
    counts = {
        "certificate__status__in": COUNTS,
        "certificate__claims_sha256": F("claims_sha256"),
    }
    places = marked.exclude(**counts).values_list("place")
    return [place - first for (place,) in places]


def _signed(encoded: str, address: str, key: Ready) -> dict[str, Any]:
    now = timezone.now()
    document = status.listing(
        encoded,
        address=address,
        issuer=achieved.issuer(),
        valid_from=integrity.moment(now),
    )
    return integrity.proved(document, signer=key.signer, at=now)
