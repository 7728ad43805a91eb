"""What the public page says, for a machine: the same facts, the same mask."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from school.certificates.models import Certificate
from school.certificates.renewal.currency import Currency
from school.certificates.rules import VALID
from school.lib.masking import mask_name


def facts(certificate: Certificate, *, since: datetime) -> dict[str, Any]:
    claims = certificate.claims
    newer = certificate.successor
    currency = certificate.currency
    return {
        "status": _status(currency),
        "since": _since(currency, since).isoformat(timespec="seconds"),
        "number": certificate.number,
        "holder": mask_name(claims["name"]),
        "course": {"zh": claims["course_title_zh"], "en": claims["course_title_en"]},
        "edition": claims["edition"],
        "hours": {
            "total": claims["hours_total"],
            "theory": claims["hours_theory"],
            "practical": claims["hours_practical"],
            "assessment": hours_of_assessment(claims),
            "credited": _number(claims.get("hours_credited")),
        },
        "started_on": claims["started_on"],
        "ended_on": claims["ended_on"],
        "issued_on": claims["issued_on"],
        "issuer": {"zh": claims["issuer_zh"], "en": claims["issuer_en"]},
        "refresher": _refresher(currency),
        "page": address(certificate),
        "replaces": claims.get("replaces"),
        "replaced_by": address(newer) if newer and newer.is_printed else None,
        "claims_sha256": certificate.claims_sha256,
        "pdf_sha256": certificate.pdf_sha256,
        "is_demonstration": claims["is_demonstration"],
    }


def hours_of_assessment(claims: Mapping[str, Any]) -> int:
    """What the total holds beside theory and practice, so that the line adds up."""
    taught: int = claims["hours_theory"] + claims["hours_practical"]
    return int(claims["hours_total"]) - taught


def _number(written: str | None) -> int | float | None:
    """Frozen as it is printed: 259.5; on the oldest not at all."""
    if written is None:
        return None
    value = float(written)
    return int(value) if value.is_integer() else value


def address(certificate: Certificate) -> str:
    return settings.SITE_URL + reverse("certificates:verify", args=[certificate.code])


def _status(currency: Currency) -> str:
    """What is renewed is valid; past the suggested day it is called expired."""
    return VALID if currency.is_current else currency.state


def _since(currency: Currency, changed: datetime) -> datetime:
    """Nobody writes down when the day passed that was suggested for a refresher."""
    if currency.until is None or not currency.has_expired:
        return changed
    passed = datetime.combine(currency.until + timedelta(days=1), time())
    return timezone.make_aware(passed)


def _refresher(currency: Currency) -> dict[str, Any] | None:
    if currency.until is None:
        return None
    return {
        "suggested_by": currency.until.isoformat(),
        "renewed": [
            {"by": one.kind, "on": one.done_on.isoformat()} for one in currency.renewals
        ],
    }
