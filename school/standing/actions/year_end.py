"""The year's end: scores are carried over, but not while a card is red."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points.actions import carry_over as carry_score_over
from school.points.models import Posting
from school.standing.models import Standing
from school.standing.models.standing import Card


@transaction.atomic
def carry_over(
    person: Person, *, by: Actor, at: datetime | None = None
) -> Posting | None:
    """Once a year, half the way back to where one began; None for whom the year ended in red."""
    if by is not SYSTEM:
        raise NotPermitted
    at = at or timezone.now()
    frozen = Q(card=Card.RED) | Q(lifted_at__gte=at)
    if Standing.objects.filter(frozen, person=person).exists():
        return None
    return carry_score_over(person, at=at, by=by)
