"""How a question that proved wrong is marked, and what that makes of a paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from school.assessment.rules.answers import Accepts, Key, is_right

NEW_KEY = "new_key"
ANY_ANSWER = "any_answer"
NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Corrected:
    """One confirmed correction of a question."""

    kind: str
    answer: tuple[str, ...] = ()
    tolerance: Decimal | None = None


def corrected(key: Key, corrections: Sequence[Corrected]) -> Key:
    """The key as it stands now: of several corrections the latest, given last, counts."""
    if not corrections:
        return key
    latest = corrections[-1]
    if latest.kind == NEW_KEY:
        return replace(key, answer=latest.answer, tolerance=latest.tolerance)
    if latest.kind == ANY_ANSWER:
        return replace(key, accepts=Accepts.ANY_ANSWER)
    return replace(key, accepts=Accepts.EVERYTHING)


def fresh_points(
    keys: Sequence[Key], chosen: Mapping[int, Sequence[str]], *, points_each: int
) -> int:
    """Points of a paper marked now; `chosen` by the place of its question."""
    right = sum(is_right(key, chosen.get(place, ())) for place, key in enumerate(keys))
    return right * points_each


def remarked(before: int, fresh: int) -> int:
    """A mark once given is never lowered."""
    return max(before, fresh)
