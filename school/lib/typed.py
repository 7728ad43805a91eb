"""What is typed on a Chinese keyboard, read as what was meant."""

import re
import unicodedata

# Of a row's number: nineteen digits may be more than the databases hold.
LONGEST_ROW_ID = 18
ROW_ID = re.compile(rf"[0-9]{{1,{LONGEST_ROW_ID}}}")
# As Python reads a whole number.
HUGE = re.compile(rf"\s*[+-]?[\d_]{{{LONGEST_ROW_ID + 1},}}\s*")


def plain(text: str) -> str:
    """Full-width digits, letters and signs as plain ones: １８：３０ is 18:30."""
    return unicodedata.normalize("NFKC", text)


def is_row_id(text: str) -> bool:
    return bool(ROW_ID.fullmatch(text))


def is_huge(text: str) -> bool:
    """Whether it is a whole number that no row can have."""
    return bool(HUGE.fullmatch(text))
