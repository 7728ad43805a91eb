"""Chinese as it is typed without a Chinese keyboard."""

from anyascii import anyascii


def latin(text: str) -> str:
    """By sound, without tones and blanks: 李春花 is lichunhua."""
    return "".join(sign for sign in anyascii(text).lower() if sign.isalnum())
