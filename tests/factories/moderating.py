"""Stations whose examiners differ, and the moderator who decides."""

from typing import Any

from school.assessment import actions
from school.assessment.comparison import state_of
from school.assessment.models import Marking, Practical, PracticalStation
from school.assessment.rules.examiners import Stage
from tests.factories.assessment import fill_sheet


def differ(practical: Practical) -> PracticalStation:
    """At its first station the two examiners differ by 50 points."""
    place = practical.practical_stations.first()
    for marking, points in zip(place.markings.order_by("pk"), (45, 20), strict=True):
        fill_sheet(marking, points=points)
    return place


def stage(place: PracticalStation) -> Stage:
    return state_of(PracticalStation.objects.get(pk=place.pk)).stage


def decide(sheet: Marking, points: int = 40, **changes: Any) -> Marking:
    station = sheet.practical_station.station
    wanted = {
        "points": dict.fromkeys(station.items.all(), points),
        "observed": [],
        "words": "录像里看得清楚",
        "by": sheet.examiner,
        **changes,
    }
    return actions.moderate(sheet, **wanted)
