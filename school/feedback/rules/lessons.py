"""Which lessons help with a complaint, and what its words may not hold."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

# More than this nobody reads after a day's work.
MOST_LESSONS: Final = 2
# A mobile number, or one of a house; a date written in eight digits is neither.
NUMBER: Final = re.compile(
    r"(?<!\d)(?:1(?:[ -]?\d){10}|(?:0\d{2,3}[ -]?)?(?!20\d{6}(?!\d))[2-8]\d{6,7})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson of an edition, with how many standards it teaches."""

    pk: int
    edition: int
    code: str
    place: tuple[int, int]
    standards: int
    teaches: bool = True


def lessons_for(
    taught: Iterable[Taught],
    *,
    pinned: Collection[str],
    hers: Iterable[int],
    newest: Iterable[int],
) -> tuple[int | None, list[int]]:
    """The edition and its lessons: of her own editions the first that teaches it, else the newest.

    Lessons that an editor has chosen come alone; else those that teach the fewest
    standards, which have the most to say of this one.
    """
    by_edition: dict[int, list[Taught]] = {}
    for lesson in taught:
        by_edition.setdefault(lesson.edition, []).append(lesson)
    for edition in (*hers, *newest):
        if found := _best(by_edition.get(edition, ()), pinned):
            return edition, [lesson.pk for lesson in found]
    return None, []


def _best(lessons: Iterable[Taught], pinned: Collection[str]) -> list[Taught]:
    in_order = sorted(lessons, key=lambda one: one.place)
    if chosen := [one for one in in_order if one.code in pinned]:
        return chosen
    teaching = sorted(
        (one for one in in_order if one.teaches), key=lambda one: one.standards
    )
    return sorted(teaching[:MOST_LESSONS], key=lambda one: one.place)


def has_number(words: str) -> bool:
    return bool(NUMBER.search(unicodedata.normalize("NFKC", words)))
