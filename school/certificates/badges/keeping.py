"""The badge of a certificate, made once, kept as it was signed."""

import json
import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.certificates.badges import keys
from school.certificates.badges.credentials import credential
from school.certificates.badges.keys import Ready
from school.certificates.badges.models import Badge
from school.certificates.models import Certificate
from school.lib.credentials import baking, integrity, status, tokens

# A list is half full before the next begins, so that a free place is found at once.
FILL = status.SIZE // 2
TRIES = 40


class NoKey(LookupError):
    """There is no key that signs credentials."""


def badge_of(certificate: Certificate) -> Badge | None:
    """Its badge, made now if it has none; None without a key that signs.

    Of two that make it at once one is first, and both have that one.
    """
    for _try in range(TRIES):
        kept = certificate.badges.filter(claims_sha256=certificate.claims_sha256)
        if found := kept.first():
            return found
        key = keys.ready()
        if key is None:
            return None
        try:
            with transaction.atomic():
                return _made(certificate, key, at=timezone.now())
        except IntegrityError:
            # Another was first, or has taken the place.
            continue
    raise RuntimeError("no free place in the status list was found")


def _made(certificate: Certificate, key: Ready, *, at: datetime) -> Badge:
    place = free_place(Badge.objects.count())
    cohort = certificate.enrollment.cohort
    document = credential(certificate.claims, place=place, class_edition=cohort.edition)
    signed = integrity.proved(document, signer=key.signer, at=at)
    return Badge.objects.create(
        certificate=certificate,
        claims_sha256=certificate.claims_sha256,
        place=place,
        credential=baking.written(signed),
        signed_by=key.fingerprint,
        made_at=at,
    )


def free_place(taken: int) -> int:
    """By chance, so that a place says nothing of when or to whom."""
    return taken // FILL * status.SIZE + secrets.randbelow(status.SIZE)


def document(badge: Badge) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(badge.credential)
    return found


def token(badge: Badge) -> str:
    """As VC-JWT, by the key of today: the proof inside stays that of its day."""
    key = keys.answering()
    if key is None:
        raise NoKey
    return tokens.token(document(badge), signer=key.signer)
