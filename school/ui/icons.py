"""The house's icons: one weight of line on a grid of 24, drawn inline."""

import re
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

SHEET = Path(__file__).parent / "icons.svg"
SYMBOL = re.compile(r'<symbol id="([a-z-]+)"><path d="([^"]+)"/></symbol>')
ICONS = dict(SYMBOL.findall(SHEET.read_text(encoding="utf-8")))


def drawn(name: str) -> SafeString:
    """Return the drawing; the word beside it speaks, so it is hidden from readers."""
    return mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f'<path d="{ICONS[name]}"/></svg>'
    )
