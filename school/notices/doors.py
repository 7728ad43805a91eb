"""The way from a message to a page that asks nobody to sign in.

Its key follows from the notice and a key of the school: no table, queue, journal or log
holds it. Whoever the page belongs to keeps its fingerprint.
"""

from base64 import b32encode
from datetime import UTC

from django.conf import settings

from school.lib.crypto import signature
from school.notices.models import Notice

# 128 bits, as many as cannot be guessed.
KEY_BYTES = 16


def key_of(notice: Notice) -> str:
    moment = notice.sent_at.astimezone(UTC).isoformat()
    proof = signature(f"{notice.code} {notice.door} {moment}", purpose="door")
    return b32encode(proof[:KEY_BYTES]).decode().rstrip("=").lower()


def address(notice: Notice) -> str:
    """Where the message leads without signing in; empty if it does not."""
    if not notice.door:
        return ""
    return f"{settings.SITE_URL.rstrip('/')}{notice.door}{key_of(notice)}/"
