"""A practical as it is kept with its result: words and points, frozen."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from school.assessment.evidence import PracticalState, StationState
from school.assessment.folding import with_critical_fails
from school.courses.models import Item


def breakdown_of(state: PracticalState) -> list[dict[str, Any]]:
    stations = [one.station for one in state.stations]
    # Shared by all who drew them: read for the first, there for the others.
    with_critical_fails(stations)
    items = Prefetch("items", Item.objects.order_by("number"))
    prefetch_related_objects(stations, items)
    return [_station(station) for station in state.stations]


def _station(state: StationState) -> dict[str, Any]:
    station, outcome = state.station, state.outcome
    if outcome is None:
        raise ValueError("a station without an outcome has no breakdown")
    kept_from = state.kept_from
    kept = {"kept_from": kept_from.isoformat()} if kept_from else {}
    points = outcome.items
    return {
        **kept,
        "code": station.code,
        "zh": station.title_zh,
        "en": station.title_en,
        "points": str(outcome.points),
        "is_zeroed": outcome.is_zeroed,
        "examiners": len(state.sheets),
        "critical": [
            {
                "code": fail.code,
                "zh": fail.text_zh,
                "en": fail.text_en,
                "effect": fail.effect,
            }
            for fail in station.critical_fails.all()
            if fail.pk in outcome.critical
        ],
        "items": [
            {
                "zh": item.text_zh,
                "en": item.text_en,
                "points": str(points.get(item.pk, 0)),
                "of": item.points,
            }
            for item in station.items.all()
        ],
    }
