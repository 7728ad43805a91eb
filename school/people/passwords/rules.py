"""What of a password is left when all is taken out that others know."""

import re
import unicodedata
from collections.abc import Collection

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
LEAST_LATIN, LEAST_HAN = 3, 2


def left_of(password: str, *, known: Collection[str]) -> int:
    """How many letters and figures: the longest words go first, then years."""
    left = squeezed(password)
    for word in sorted({squeezed(one) for one in known}, key=len, reverse=True):
        if len(word) >= (LEAST_LATIN if word.isascii() else LEAST_HAN):
            left = left.replace(word, "")
    return len(YEAR.sub("", left))


def squeezed(text: str) -> str:
    """Full-width or capital letters, blanks and signs between make no difference."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def birthdays(born: str) -> set[str]:
    """The ways to write 19760504 that are typed as passwords."""
    if len(born) != len("19760504"):
        return set()
    year, month, day = born[:4], born[4:6], born[6:]
    return {
        f"{year}{month}{day}",
        f"{year[2:]}{month}{day}",
        f"{day}{month}{year}",
        f"{month}{day}{year}",
        f"{month}{day}",
        f"{day}{month}",
        f"{year}{int(month)}{int(day)}",
    }


def parts_of_phone(phone: str) -> set[str]:
    return {phone, phone[:7], phone[-8:], phone[-6:], phone[-4:]} if phone else set()
