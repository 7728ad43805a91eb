from collections.abc import Mapping
from typing import Any

from django import template

from school.points.schemes import words

register = template.Library()


@register.filter
def in_words(text: Mapping[str, str]) -> str:
    """A text of the scheme in the reader's language."""
    return words.said(text)


@register.filter
def how_often(limit: Mapping[str, Any] | None) -> str:
    return words.how_often(limit)
