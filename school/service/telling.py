"""What a platform tells of a worker, by its API or in a table, read alike."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from school.service.rules import Told

OPTIONAL = ("worker", "stars", "complaint", "order", "text", "withdraws")


def told(platform: str, external_id: str, values: Mapping[str, Any]) -> Told:
    """A time that names no zone is the school's."""
    at = values["occurred_at"]
    given = {name: values[name] for name in OPTIONAL if name in values}
    return Told(
        platform=platform,
        external_id=external_id,
        kind=values["kind"],
        occurred_at=at if at.tzinfo else timezone.make_aware(at),
        **{"worker": "", **given},
    )
