"""Under which name a deed is in the ledger, however its number was typed. Pure."""

import re
from datetime import date
from hashlib import sha256
from typing import Final

from school.lib.typed import plain

# One list for all its nights: there the day tells one deed from the next.
BY_DAY: Final = frozenset({"T08"})
LONGEST: Final = 60
DASHES: Final = re.compile("[‐-―−]")


def thing_of(rule_code: str, reference: str, on: date) -> str:
    """The same number is the same thing, whatever the day that was written beside it."""
    typed = DASHES.sub("-", plain(reference)).upper()
    name = "".join(sign for sign in typed if sign.isprintable() and not sign.isspace())
    if rule_code in BY_DAY:
        name = f"{on.isoformat()} {name}"
    if len(name) > LONGEST:
        name = sha256(name.encode()).hexdigest()[:LONGEST]
    return name
