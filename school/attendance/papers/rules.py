"""What is typed from a sign-in sheet: numbers of rows. And what the code on a sheet says."""

import math
import re

SEPARATORS = re.compile(r"[\s,;.\u3001\u3002\uff0c\uff1b]+")
# "3-7", as it is typed on a phone: with any of the dashes.
SPAN = re.compile(r"(\d{1,3})(?:\s*[-–—\uff0d\uff5e~至到]\s*(\d{1,3}))?")
ADDRESS = re.compile(r"/sheets/([a-z2-9]{10})/\?page=(\d{1,2})$")


def rows_in(text: str) -> list[int] | None:
    """The rows of "1-5, 7"; None where something is no number of a row."""
    found: set[int] = set()
    joined = re.sub(r"\s*([-–—\uff0d\uff5e~至到])\s*", r"\1", text.strip())
    for part in filter(None, SEPARATORS.split(joined)):
        match = SPAN.fullmatch(part)
        if match is None:
            return None
        first = int(match[1])
        last = int(match[2] or match[1])
        if last < first:
            return None
        found.update(range(first, last + 1))
    return sorted(found)


def pages(rows: int, rows_a_page: int) -> int:
    return max(1, math.ceil(rows / rows_a_page))


def page_of(number: int, rows_a_page: int) -> int:
    return (number - 1) // rows_a_page + 1


def sheet_in(text: str) -> tuple[str, int] | None:
    """Code and page of the sheet that the text of a code on a picture names."""
    match = ADDRESS.search(text)
    return (match[1], int(match[2])) if match else None
