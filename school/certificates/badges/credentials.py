"""From frozen claims to the credential that says the same to a machine."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from school.assessment.skills.claims import VERSION
from school.certificates.badges import achieved, addresses
from school.courses.models import Edition
from school.lib.credentials import achievements, status
from school.lib.credentials.achievements import Part


def credential(claims: Mapping[str, Any], *, place: int) -> dict[str, Any]:
    """Yet to be proved. Nothing but the claims is asked, and the edition they name.

    The name stands in it as a salted hash. Who has the credential has the salt, so a
    name can be tried; but a file that is passed on alone shows nobody's.
    """
    edition = Edition.objects.select_related("course").get(
        course__code=claims["track"], version=claims["edition"]
    )
    day = _midnight(claims["issued_on"])
    return achievements.credential(
        claims["verify_url"],
        issuer=achieved.issuer(),
        subject=_subject(claims, edition),
        status=_entry(place),
        valid_from=day,
        valid_until=_end(claims),
        name=claims["course_title_zh"],
        description=achieved.both(
            "certificate.txt", {"claims": claims, "edition": edition}
        ),
    )


def _subject(claims: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    stations = achieved.stations_claimed(claims)
    address = claims["verify_url"]
    levels = {one["code"]: one["level"] for one in _skills(claims)}
    results: list[Part] = [
        achievements.result(achieved.rubric(edition, code), level)
        for code, level in levels.items()
    ]
    return {
        # Hers in this credential and nowhere else.
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, address)}",
        "identifier": [achievements.identity(claims["name"], salt=_salt(address))],
        "licenseNumber": claims["number"],
        "activityStartDate": _midnight(claims["started_on"]),
        "activityEndDate": _midnight(claims["ended_on"]),
        "achievement": achieved.achievement(
            edition, stations, title=claims["course_title_zh"]
        ),
        **({"result": results} if results else {}),
    }


def _skills(claims: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As they were frozen; claims from before skills have none, of another form neither."""
    skills = claims.get("skills") or {}
    stations: list[dict[str, Any]] = skills.get("stations", [])
    return stations if skills.get("version") == VERSION else []


def _salt(address: str) -> str:
    """The secret code of the certificate: 128 bits that no other has."""
    return address.rstrip("/").rpartition("/")[2]


def _entry(place: int) -> dict[str, Any]:
    number, index = divmod(place, status.SIZE)
    return status.entry(index, address=addresses.status_list(number + 1))


def _end(claims: Mapping[str, Any]) -> str | None:
    """Through the last day that the claims name, if they do."""
    day = claims.get("valid_until")
    return _moment(day, time(23, 59, 59)) if day else None


def _midnight(day: str) -> str:
    return _moment(day, time())


def _moment(day: str, at: time) -> str:
    moment = datetime.combine(date.fromisoformat(day), at)
    return timezone.make_aware(moment).isoformat()
