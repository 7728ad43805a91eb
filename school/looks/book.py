"""The lines that people read. What is journalled as a deed of its own is entered here alone."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from school.looks.models import Look
from school.looks.roles import roles_of
from school.people.models import Person, User

# A page read again, or a clip played on, is the same look.
AGAIN = timedelta(minutes=10)
AT_ONCE = 500


@transaction.atomic
def enter(
    of: QuerySet[Person],
    *,
    by: User,
    kind: Look.Kind,
    thing: str = "",
    reason: str = "",
    at: datetime,
    is_emergency: bool = False,
) -> int:
    """A line for each of them but the reader's own; not twice for what comes again at once.

    Each look in an emergency has its own line: each is told and reviewed.
    """
    # Pictures of one page come side by side: the first one keeps the others waiting.
    User.objects.select_for_update().get(pk=by.pk)
    said: dict[str, Any] = {
        "by": by,
        "kind": kind,
        "thing": thing[:200],
        "reason": reason[:300],
        "is_emergency": is_emergency,
    }
    others = of.exclude(user=by).order_by()
    if not is_emergency:
        lately = Look.objects.filter(
            **said, person=OuterRef("pk"), at__range=(at - AGAIN, at)
        )
        others = others.filter(~Exists(lately))
    ids = set(others.values_list("pk", flat=True))
    if not ids:
        return 0
    roles, company = roles_of(by)
    lines = [
        Look(**said, person_id=pk, roles=roles, company=company, at=at)
        for pk in sorted(ids)
    ]
    Look.objects.bulk_create(lines, batch_size=AT_ONCE)
    return len(lines)
