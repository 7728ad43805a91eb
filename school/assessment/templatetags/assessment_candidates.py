"""Candidates as examiners may know them."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from school.assessment import candidates
from school.assessment.models import Marking, Practical
from school.ui.templatetags.ui import evening

register = template.Library()


@register.filter
def called(practical: Practical) -> str:
    return candidates.called(practical)


@register.filter
def turn_note(marking: Marking) -> str:
    """When and in which room it is by the plan, and what is particular about it."""
    turn: Any = marking
    notes = [evening(turn.turn_at), turn.turn_room] if turn.turn_at else []
    if marking.role == Marking.Role.MODERATOR:
        notes.append(_("The examiners differ: you decide"))
    elif marking.role == Marking.Role.THIRD:
        notes.append(_("You are the third examiner"))
    elif marking.practical_station.practical.number > 1:
        notes.append(_("Retake"))
    return " · ".join(notes)


@register.filter
def letters(practical: Practical) -> str:
    return candidates.letters_of(practical)
