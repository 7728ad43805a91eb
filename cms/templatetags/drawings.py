from django import template
from django.utils.safestring import SafeString

from cms import drawings

register = template.Library()


@register.simple_tag
def shown(name: str) -> SafeString:
    """One of the drawings that teach; its words are on it."""
    return drawings.drawn(name)
