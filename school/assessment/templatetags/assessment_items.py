"""How item statistics are written."""

from django import template

from school.assessment import item_wording
from school.assessment.rules.items import Finding, Group

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    return item_wording.percent(share)


@register.filter
def signed(value: float | None) -> str:
    return item_wording.signed(value)


@register.filter
def of_group(group: Group) -> str:
    """18% (2)."""
    return f"{item_wording.percent(group.share)} ({group.count})"


@register.filter
def called(finding: Finding) -> str:
    return item_wording.called(finding)


@register.filter
def meant(finding: Finding) -> str:
    return item_wording.meant(finding)


@register.filter
def keys(chosen: tuple[str, ...]) -> str:
    return " → ".join(chosen)
