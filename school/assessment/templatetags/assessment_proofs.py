"""What is pinned to a step, at the step."""

from typing import Any

from django import template

from school.assessment.models import Marking, Proof
from school.assessment.proofs import PinnedProofs, ShownProofs, Step
from school.courses.models import Item

register = template.Library()


@register.inclusion_tag("assessment/_proof.html")
def proof_at(proofs: PinnedProofs, marking: Marking, step: Step) -> dict[str, Any]:
    return {
        "marking": marking,
        "step": step,
        "step_name": "item" if isinstance(step, Item) else "critical",
        "pinned": proofs.at(step),
        "has_room": proofs.has_room(step),
    }


@register.simple_tag
def pinned_at(proofs: PinnedProofs, step: Step) -> list[Proof]:
    return proofs.at(step)


@register.simple_tag
def shown_at(proofs: ShownProofs, station: str, step: int | str) -> list[Proof]:
    """Of a result: at the step in that place, or at that critical fail."""
    return proofs.by_step.get((station, step), [])
