from typing import Any

from school.courses.models import Edition
from tests.factories.assessment import make_bank
from tests.factories.courses import HOUR, make_edition

POINTS = [{"zh": "室温", "en": "Room temperature"}, {"zh": "水温", "en": "Water"}]


def make_sound_edition(**extra: Any) -> Edition:
    """An edition that may be published: its hours add up, its bank is full."""
    status = extra.pop("status", Edition.Status.PUBLISHED)
    edition = make_edition(
        **{
            "signed_off": False,
            "status": Edition.Status.DRAFT,
            "to_confirm": POINTS,
            **extra,
        }
    )
    each = edition.evenings.count() // 2
    edition.modules.update(
        theory_minutes=each * HOUR, practical_minutes=each * HOUR * 2
    )
    for station in edition.stations.all():
        station.modules.set(edition.modules.all())
    make_bank(edition)
    edition.status = status
    edition.save(update_fields=["status"])
    return edition


def make_sound_draft(**extra: Any) -> Edition:
    return make_sound_edition(status=Edition.Status.DRAFT, **extra)


def make_small_draft() -> Edition:
    """With little on each page; it need not hold together."""
    return make_edition(
        status=Edition.Status.DRAFT,
        version="0.9",
        signed_off=False,
        evenings=2,
        stations=2,
        drawn_stations=1,
    )
