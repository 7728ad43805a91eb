"""From frozen claims to the credential that says the same to a machine."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from school.certificates.badges import achieved, addresses
from school.certificates.badges.achieved import Achievements
from school.courses.models import Edition
from school.lib.credentials import achievements, status
from school.lib.credentials.achievements import Part


def credential(
    claims: Mapping[str, Any],
    *,
    place: int,
    class_edition: Edition | None = None,
    known: Achievements | None = None,
) -> dict[str, Any]:
    """Yet to be proved. Nothing but the claims is asked, and the edition they name.

    `class_edition` is that of the class, which as a rule is the one; `known` are the
    achievements of others of the class.

    The name stands in it as a salted hash. Who has the credential has the salt, so a
    name can be tried; but a file that is passed on alone shows nobody's.
    """
    edition = _edition(claims, class_edition)
    day = _midnight(claims["issued_on"])
    return achievements.credential(
        claims["verify_url"],
        issuer=achieved.issuer(),
        subject=_subject(claims, edition, known or Achievements()),
        status=_entry(place),
        valid_from=day,
        name=claims["course_title_zh"],
        description=achieved.both(
            "certificate.txt",
            {"claims": claims, "edition": edition, "refresher_by": _refresher(claims)},
            _titles(claims),
        ),
    )


def _edition(claims: Mapping[str, Any], likely: Edition | None) -> Edition:
    track, version = claims["track"], claims["edition"]
    if likely and (likely.course.code, likely.version) == (track, version):
        return likely
    return Edition.objects.select_related("course").get(
        course__code=track, version=version
    )


def _subject(
    claims: Mapping[str, Any], edition: Edition, known: Achievements
) -> dict[str, Any]:
    stations = achieved.stations_claimed(claims)
    address = claims["verify_url"]
    results: list[Part] = [
        achievements.result(achieved.rubric(edition, one.code), one.level)
        for one in stations
    ]
    return {
        # Hers in this credential and nowhere else.
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, address)}",
        "identifier": [achievements.identity(claims["name"], salt=_salt(address))],
        "licenseNumber": claims["number"],
        "activityStartDate": _midnight(claims["started_on"]),
        "activityEndDate": _midnight(claims["ended_on"]),
        "achievement": known.of(edition, stations, titles=_titles(claims)),
        **({"result": results} if results else {}),
    }


def _titles(claims: Mapping[str, Any]) -> dict[str, str]:
    return {"zh": claims["course_title_zh"], "en": claims["course_title_en"]}


def _salt(address: str) -> str:
    """The secret code of the certificate: 128 bits that no other has."""
    return address.rstrip("/").rpartition("/")[2]


def _entry(place: int) -> dict[str, Any]:
    number, index = divmod(place, status.SIZE)
    return status.entry(index, address=addresses.status_list(number + 1))


def _refresher(claims: Mapping[str, Any]) -> date | None:
    """A day that is suggested, which a renewal moves: words, and no end of validity."""
    day = claims.get("refresher_by")
    return date.fromisoformat(day) if day else None


def _midnight(day: str) -> str:
    moment = datetime.combine(date.fromisoformat(day), time())
    return timezone.make_aware(moment).isoformat()
