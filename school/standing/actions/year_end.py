"""The year's end: scores are carried over, but not while a card is red."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points.actions import carry_over as carry_score_over
from school.points.models import Posting
from school.standing.models import Standing, StandingChange
from school.standing.models.standing import Card


@transaction.atomic
def carry_over(
    person: Person, *, by: Actor, at: datetime | None = None
) -> Posting | None:
    """Once a year, half the way back to where one began; None for whom the year ended in red."""
    if by is not SYSTEM:
        raise NotPermitted
    at = at or timezone.now()
    if _card_at(person, at) == Card.RED:
        return None
    return carry_score_over(person, at=at, by=by)


def _card_at(person: Person, at: datetime) -> str:
    """The card that stood then; changes since say nothing of it."""
    changes = StandingChange.objects.filter(person=person)
    if last := changes.filter(at__lte=at).first():
        return last.after
    if since := changes.last():
        return since.before
    standing = Standing.objects.filter(person=person).first()
    return standing.card if standing else ""
