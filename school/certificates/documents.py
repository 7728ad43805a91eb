"""From a passed result to frozen claims, and from claims to the sheet that is printed."""

import base64
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.urls import reverse

from school.assessment.models import Result
from school.certificates import rules
from school.certificates.badges.keeping import badge_of
from school.certificates.badges.models import Badge
from school.certificates.designs.refusals import PictureGone
from school.certificates.models import Certificate, DesignPicture, DesignVersion
from school.certificates.refusals import PhotoMissing
from school.lib import diploma, pdf, qr
from school.lib.diploma.looks import Look
from school.lib.diploma.sheets import own_colour
from school.lib.format import MINUTES_AN_HOUR, hours
from school.people.models import Person

# Under this name the PDF carries what it certifies, word for word as it was hashed.
CLAIMS = "claims.json"
CREDENTIAL = "credential.json"
DATES = {"started_on", "ended_on", "issued_on", "refresher_by"}


def freeze(
    result: Result,
    *,
    number: str,
    code: str,
    issued_on: date,
    skills: Mapping[str, Any],
    version: DesignVersion,
    **named: str,
) -> dict[str, Any]:
    """What the certificate says, from now on; `named` is what only some say."""
    cohort = result.enrollment.cohort
    edition = cohort.edition
    course = edition.course
    return {
        "number": number,
        **attested(result, skills=skills),
        "course_title_zh": course.title_zh,
        "course_title_en": course.title_en,
        "track": course.code,
        "hours_theory": edition.theory_minutes // MINUTES_AN_HOUR,
        "hours_practical": edition.practical_minutes // MINUTES_AN_HOUR,
        "hours_total": edition.total_minutes // MINUTES_AN_HOUR,
        "started_on": cohort.starts_on.isoformat(),
        "ended_on": cohort.ends_on.isoformat(),
        "issued_on": issued_on.isoformat(),
        **issuer(),
        "edition": edition.version,
        "verify_url": settings.SITE_URL + reverse("certificates:verify", args=[code]),
        "is_demonstration": settings.DEMONSTRATION,
        # Certificates from before there were templates have none.
        "design": _design(version, course.code),
        **{name: said for name, said in named.items() if said},
    }


def attested(result: Result, *, skills: Mapping[str, Any]) -> dict[str, Any]:
    """Who has shown what: read anew until it is printed."""
    return {
        "name": result.enrollment.person.name,
        "hours_credited": hours(result.minutes_credited),
        "theory_points": _plain(result.theory_points),
        "practical_points": _plain(result.practical_points),
        # Certificates from before skills were kept have none.
        "skills": skills,
    }


def issuer() -> dict[str, str]:
    return {
        "issuer_zh": settings.SCHOOL_NAME["zh"],
        "issuer_en": settings.SCHOOL_NAME["en"],
        "association_zh": settings.ASSOCIATION_NAME["zh"],
        "signatory": settings.SCHOOL_SIGNATORY,
    }


def sheet_claims(
    certificate: Certificate, *, is_test_signed: bool = False
) -> diploma.Claims:
    """The frozen claims, with the photo and the QR code drawn."""
    claims = dict(certificate.claims)
    for key in DATES & claims.keys():
        claims[key] = date.fromisoformat(claims[key])
    claims["photo_uri"] = photo_uri(certificate.enrollment.person)
    claims["qr_uri"] = qr.png_uri(claims["verify_url"])
    claims["is_test_signed"] = is_test_signed
    claims["pictures"] = pictures_of(Look.of(claims))
    return cast(diploma.Claims, claims)


def pictures_of(look: Look, *, but: Collection[str] = ()) -> dict[str, bytes]:
    """The pictures that a look names, each the very one."""
    wanted = {look.seal_sha256, look.signature_sha256} - {"", *but}
    if not wanted:
        return {}
    found: dict[str, bytes] = {}
    for picture in DesignPicture.objects.filter(sha256__in=wanted):
        try:
            with picture.file.open("rb") as file:
                found[picture.sha256] = file.read()
        except FileNotFoundError as error:
            raise PictureGone from error
    if {rules.sha256(data) for data in found.values()} != wanted:
        raise PictureGone
    return found


def _design(version: DesignVersion, track: str) -> dict[str, Any]:
    frozen = version.frozen()
    return {**frozen, "colour": frozen["colour"] or own_colour(track)}


def carried(
    certificate: Certificate, badge: Badge | None = None
) -> list[pdf.Attachment]:
    """The frozen claims, whose hash is `claims_sha256`, and the same as a credential.

    `badge` is its own, where it is at hand.
    """
    day = datetime.combine(certificate.issued_on, time(), UTC)
    files = [
        pdf.Attachment(
            CLAIMS,
            rules.canonical(certificate.claims),
            day,
            description="What this certificate says",
        )
    ]
    if badge := badge or badge_of(certificate):
        files.append(
            pdf.Attachment(
                CREDENTIAL,
                badge.credential.encode(),
                day,
                description="The same as an Open Badges 3.0 credential",
            )
        )
    return files


def photo_uri(person: Person) -> str | None:
    photo = person.photo
    if not photo:
        return None
    try:
        with photo.open("rb") as file:
            encoded = base64.b64encode(file.read()).decode()
    except FileNotFoundError as error:
        raise PhotoMissing from error
    return f"data:image/jpeg;base64,{encoded}"


def _plain(points: Decimal | None) -> int | float:
    value = points or Decimal(0)
    return int(value) if value == value.to_integral_value() else float(value)
