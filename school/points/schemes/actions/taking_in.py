from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from school.lib.sync import Counts
from school.points.schemes.enacting import enact
from school.points.schemes.models import Scheme

Status = Scheme.Status


def take_in(version: str, body: Mapping[str, Any], *, at: datetime) -> Counts:
    """A version from the scheme's file, in force at once; its caller asks who may."""
    today = timezone.localdate(at)
    former = Scheme.objects.filter(status=Status.IN_FORCE)
    former.update(status=Status.OVER, ended_on=today)
    Scheme.objects.create(
        version=version,
        body=body,
        status=Status.IN_FORCE,
        starts_on=today,
        made_at=at,
    )
    return enact(body, version=version)
