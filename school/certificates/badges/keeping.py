"""The badge of a certificate, made once, kept as it was signed."""

import json
import logging
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from school.certificates.badges import keys
from school.certificates.badges.achieved import Achievements
from school.certificates.badges.credentials import credential
from school.certificates.badges.keys import Ready
from school.certificates.badges.models import Badge
from school.certificates.models import Certificate
from school.lib.credentials import baking, integrity, status, tokens
from school.lib.errors import Refusal
from school.lib.pades.tokens import TokenAway

logger = logging.getLogger(__name__)

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


def badges_of(certificates: Collection[Certificate]) -> dict[Certificate, Badge]:
    """Those of a class, made in one go where they are lacking.

    Whatever stands in the way of one is left to `badge_of`, which says what it is.
    """
    try:
        key = keys.ready()
        if key is None:
            return {}
        kept = _kept(certificates)
        lacking = [one for one in certificates if one not in kept]
        drafts = list(_drafts(lacking, key, at=timezone.now()))
        # Who was first, or has the place, stays.
        Badge.objects.bulk_create(drafts, ignore_conflicts=True)
        return {**kept, **_kept(lacking)}
    except (Refusal, TokenAway, OperationalError):
        return {}


def _kept(certificates: Collection[Certificate]) -> dict[Certificate, Badge]:
    found = {
        (badge.certificate_id, badge.claims_sha256): badge
        for badge in Badge.objects.filter(certificate__in=certificates)
    }
    return {
        one: found[one.pk, one.claims_sha256]
        for one in certificates
        if (one.pk, one.claims_sha256) in found
    }


def _drafts(
    certificates: Collection[Certificate], key: Ready, *, at: datetime
) -> Iterator[Badge]:
    taken, known = Badge.objects.count(), Achievements()
    for certificate in certificates:
        try:
            yield _draft(certificate, key, taken=taken, at=at, known=known)
        except Exception:
            # Said of it when it is printed; the rest of the class goes on.
            logger.info("no badge ahead for %s", certificate.number, exc_info=True)


def _made(certificate: Certificate, key: Ready, *, at: datetime) -> Badge:
    made = _draft(certificate, key, taken=Badge.objects.count(), at=at)
    made.save()
    return made


def _draft(
    certificate: Certificate,
    key: Ready,
    *,
    taken: int,
    at: datetime,
    known: Achievements | None = None,
) -> Badge:
    place = free_place(taken)
    edition = certificate.enrollment.cohort.edition
    document = credential(
        certificate.claims, place=place, class_edition=edition, known=known
    )
    signed = integrity.proved(document, signer=key.signer, at=at)
    return Badge(
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
