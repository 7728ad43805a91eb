"""What is typed on a Chinese keyboard, read as what was meant."""

import unicodedata


def plain(text: str) -> str:
    """Full-width digits, letters and signs as plain ones: １８：３０ is 18:30."""
    return unicodedata.normalize("NFKC", text)
