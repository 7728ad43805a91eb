"""Collection codes: short enough to be read out at the counter."""

import re

from django.utils.crypto import get_random_string

from school.lib.fields import CODE_ALPHABET
from school.lib.typed import plain

LENGTH = 6
ALPHABET = CODE_ALPHABET.upper()
IN_ADDRESS = re.compile(r"[?&]code=([^&#]+)")


def collection_code() -> str:
    """Six signs without look-alikes (29 bits): read out before a clerk, not a secret."""
    return get_random_string(LENGTH, ALPHABET)


def spoken(code: str) -> str:
    """In two halves, as it is read out."""
    return f"{code[:3]} {code[3:]}"


def typed_code(text: str) -> str:
    """What was typed or scanned: blanks, dashes, small letters, or the whole address of the QR."""
    found = IN_ADDRESS.search(text)
    bare = plain(found.group(1) if found else text)
    return re.sub(r"[\s\-+]|%20", "", bare).upper()
