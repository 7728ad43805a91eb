"""How well a skill was shown, and who saw it."""

from django import template

from school.assessment.skills import words
from school.assessment.skills.showings import Showing

register = template.Library()


@register.filter
def level_of(showing: Showing) -> str:
    return words.level(showing.level)


@register.filter
def roles(showing: Showing) -> list[str]:
    return words.roles(showing)


@register.filter
def names(showing: Showing) -> list[str]:
    return words.names(showing)
