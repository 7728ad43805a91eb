from django import template

from school.wages.models import WageRecord

register = template.Library()


@register.simple_tag
def unit_words(unit: str) -> str:
    return str(WageRecord.Unit(unit).label)
