"""The drawings that lessons are taught with: templates/cms/drawings/<name>.svg."""

from collections.abc import Mapping
from types import MappingProxyType

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What each shows, for whoever cannot see it: read with the lesson, so in its language.
DRAWINGS: Mapping[str, str] = MappingProxyType(
    {
        "wash-hands": "搓手七个动作：内、外、夹、弓、大、立、腕，一共搓够20秒",
    }
)


def choices() -> list[tuple[str, str]]:
    return [(name, shows) for name, shows in DRAWINGS.items()]


def drawn(name: str) -> SafeString:
    """Inline, so that it is there without a signal and follows the reader's colours."""
    if name not in DRAWINGS:
        return mark_safe("")
    drawing = render_to_string(f"cms/drawings/{name}.svg").strip()
    words = format_html(
        '<svg class="drawing" role="img" aria-label="{}" ', DRAWINGS[name]
    )
    return mark_safe(drawing.replace("<svg ", words, 1))
