"""Skills as a certificate freezes them: levels, days and roles, no name and no mark."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from school.assessment.models import Result
from school.assessment.rules.skills import THRESHOLDS, Level
from school.assessment.skills.showings import (
    Showing,
    last_of_each,
    level_shown,
    results_that_count,
    showings_of,
    steps_of,
)
from school.courses.models import Station
from school.lib.fields import in_language

# Of this form. Whoever reads a form it does not know shows nothing of it.
VERSION = 1


def skills_of_results(results: Collection[Result]) -> dict[int, dict[str, Any]]:
    """What the certificate of each result says of skills, by the result's id."""
    earlier = results_that_count([result.enrollment_id for result in results])
    showings = showings_of(earlier)
    stations = _stations({result.enrollment.cohort.edition_id for result in results})
    return {
        result.pk: _claim(
            result,
            # A later practical is none of this result's.
            last_of_each(
                one
                for one in showings
                if one.practical_id <= (result.practical_id or 0)
            ),
            stations[result.enrollment.cohort.edition_id],
        )
        for result in results
    }


def titles_shown(claims: Mapping[str, Any]) -> list[str]:
    return [in_language(one) for one in shown(claims)]


def shown(claims: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The stations done safely, as the certificate's claims have them; none before it had any."""
    skills = claims.get("skills") or {}
    if skills.get("version") != VERSION:
        return []
    safely = {Level.SAFELY.code, Level.FULLY.code}
    return [one for one in skills["stations"] if one["level"] in safely]


def _stations(editions: Collection[int]) -> dict[int, dict[str, Station]]:
    found: dict[int, dict[str, Station]] = defaultdict(dict)
    for station in Station.objects.filter(edition__in=editions).prefetch_related(
        "standards", "modules", "items"
    ):
        found[station.edition_id][station.code] = station
    return found


def _claim(
    result: Result,
    showings: Mapping[tuple[int, str], Showing],
    stations: Mapping[str, Station],
) -> dict[str, Any]:
    return {
        "version": VERSION,
        "thresholds": asdict(THRESHOLDS),
        "stations": [
            _station(
                result,
                row,
                showings.get((result.enrollment_id, row["code"])),
                stations[row["code"]],
            )
            for row in result.breakdown
        ],
    }


def _station(
    result: Result,
    row: dict[str, Any],
    showing: Showing | None,
    station: Station,
) -> dict[str, Any]:
    at = showing.at if showing else result.decided_at
    return {
        "code": row["code"],
        "zh": row["zh"],
        "en": row["en"],
        "level": level_shown(row).code,
        "on": timezone.localdate(at).isoformat(),
        "by": showing.roles if showing else [],
        "standards": [one.code for one in station.standards.all()],
        "modules": [one.code for one in station.modules.all()],
        "steps": _steps(row, station),
    }


def _steps(row: dict[str, Any], station: Station) -> dict[str, str]:
    """By the code of the step: an edition that was published keeps its steps as they are."""
    codes = [item.code for item in station.items.all()]
    return {code: step.done for code, step in zip(codes, steps_of(row), strict=True)}
