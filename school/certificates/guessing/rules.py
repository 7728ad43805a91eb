"""Whether what somebody types shows that they have the paper, or know its holder."""

import hashlib
import hmac
import re

from school.lib.masking import NAME_JOINTS
from school.lib.typed import plain

TAIL = re.compile(r"\d{3}[\dX]")


def is_tail(typed: str) -> bool:
    """The last four of an ID number; no name looks like that."""
    return bool(TAIL.fullmatch(_tail(typed)))


def same_name(printed: str, typed: str) -> bool:
    """Letter by letter; blanks, dots and capitals are typed as they come."""
    return _same(_name(printed), _name(typed))


def same_tail(kept: str, typed: str) -> bool:
    return _same(kept, _tail(typed))


def _same(one: str, other: str) -> bool:
    """In a time that tells nothing of where they part, nor of how long they are."""
    digests = (hashlib.sha256(text.encode()).digest() for text in (one, other))
    return hmac.compare_digest(*digests) and bool(one)


def _name(text: str) -> str:
    return "".join(sign for sign in plain(text).casefold() if sign not in NAME_JOINTS)


def _tail(text: str) -> str:
    return plain(text).strip().upper()
