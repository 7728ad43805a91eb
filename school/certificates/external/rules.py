"""What a number of a 职业技能等级证书 tells. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from school.lib.typed import plain

# One letter, four of the agency, two of the province, six of its site, two of the year,
# the level, six in a row.
NUMBER = re.compile(r"([YS])\d{4}(\d{2})\d{6}(\d{2})([1-5])\d{6}")


@dataclass(frozen=True, slots=True)
class Reading:
    """`is_employer` tells an employer (Y) from a training body (S)."""

    is_employer: bool
    province: str
    year: int
    level: str


def normal(written: str) -> str:
    """A number as typed, with full-width signs, spaces and dashes, as it is kept."""
    return re.sub(r"[\s\-‐-―]", "", plain(written)).upper()


def reading(number: str) -> Reading | None:
    """What the 22 characters say; None for a number of another form."""
    found = NUMBER.fullmatch(normal(number))
    if found is None:
        return None
    letter, province, year, level = found.groups()
    return Reading(letter == "Y", province, 2000 + int(year), level)


def has_expired(valid_until: date | None, *, on: date) -> bool:
    """The last day still counts."""
    return valid_until is not None and valid_until < on
