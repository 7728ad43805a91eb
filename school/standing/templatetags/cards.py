from django import template
from django.utils import timezone

from school.people.models import Person
from school.standing import wording
from school.standing.cards import standing_of
from school.standing.models import Retraining, Standing

register = template.Library()


@register.filter
def why_ordered(order: Retraining) -> str:
    """In the reader's language where the rules ordered it, else in the officer's words."""
    return " ".join(wording.reasons(order.reasons)) or order.reason


@register.simple_tag
def card_of(person: Person) -> Standing:
    """For pages of the apps below, which know no cards."""
    return standing_of(person, at=timezone.now())
