"""What the accounts of a person hold, and what each kind of posting moves between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SCORE: Final = "score"
# The school's side of the score.
RATED: Final = "rated"
BALANCE: Final = "balance"
HELD: Final = "held"
OWED: Final = "owed"
# The school's side of what can be spent.
GIVEN: Final = "given"
SHOP: Final = "shop"
EXPIRED: Final = "expired"
RATING: Final = (SCORE, RATED)
SPENDING: Final = (BALANCE, HELD, OWED, GIVEN, SHOP, EXPIRED)

INITIAL_SCORE: Final = 100
LOWEST_SCORE: Final = 0
HIGHEST_SCORE: Final = 300


@dataclass(frozen=True, slots=True)
class Line:
    account: str
    delta: int


@dataclass(frozen=True, slots=True)
class Accounts:
    """What a person holds; each as one would say it, never below zero.

    The score is held within its bounds here and not line by line: so the account stays
    the sum of its lines, and a reversal gives back exactly what it took.
    """

    score_total: int = 0
    balance: int = 0
    held: int = 0
    # Taken back after it was spent: the next points go here first.
    owed: int = 0
    # In a lifetime, without what was taken back.
    given: int = 0
    spent: int = 0
    expired: int = 0

    @classmethod
    def of(cls, sums: Mapping[str, int]) -> "Accounts":
        """From what the lines of each account come to."""
        return cls(
            score_total=sums.get(SCORE, 0),
            balance=sums.get(BALANCE, 0),
            held=sums.get(HELD, 0),
            owed=-sums.get(OWED, 0),
            given=-sums.get(GIVEN, 0),
            spent=sums.get(SHOP, 0),
            expired=sums.get(EXPIRED, 0),
        )

    @property
    def score(self) -> int:
        return held_score(self.score_total)

    @property
    def below(self) -> int:
        """How far the score account is below the lowest score."""
        return max(0, LOWEST_SCORE - INITIAL_SCORE - self.score_total)

    @property
    def above(self) -> int:
        """How far it is above the highest: points that a deduction takes first."""
        return max(0, INITIAL_SCORE + self.score_total - HIGHEST_SCORE)


def held_score(total: int) -> int:
    return max(LOWEST_SCORE, min(HIGHEST_SCORE, INITIAL_SCORE + total))


def rate(points: int) -> list[Line]:
    return [Line(SCORE, points), Line(RATED, -points)]


def give(points: int, held: Accounts) -> list[Line]:
    """Points to spend, of which what is owed is made up first."""
    return [*_come(points, held), Line(GIVEN, -points)]


def hold(points: int) -> list[Line]:
    return [Line(BALANCE, -points), Line(HELD, points)]


def collect(points: int) -> list[Line]:
    return [Line(HELD, -points), Line(SHOP, points)]


def release(points: int, held: Accounts) -> list[Line]:
    return [Line(HELD, -points), *_come(points, held)]


def expire(points: int) -> list[Line]:
    return [Line(BALANCE, -points), Line(EXPIRED, points)]


def take_back(points: int, held: Accounts, *, expired: int = 0) -> list[Line]:
    """Points once given: what of them has expired, what is left, and the rest is owed."""
    left = min(held.balance, points - expired)
    owed = points - expired - left
    lines = [Line(BALANCE, -left), Line(EXPIRED, -expired), Line(OWED, -owed)]
    return [*_moving(lines), Line(GIVEN, points)]


def carry_over(score: int) -> int:
    """The score that the next year begins with: half the way back, half a point up."""
    return INITIAL_SCORE + (score - INITIAL_SCORE + 1) // 2


def sums_after(sums: Mapping[str, int], lines: list[Line]) -> dict[str, int]:
    moved = dict(sums)
    for line in lines:
        moved[line.account] = moved.get(line.account, 0) + line.delta
    return moved


def _come(points: int, held: Accounts) -> list[Line]:
    owed = min(points, held.owed)
    return _moving([Line(BALANCE, points - owed), Line(OWED, owed)])


def _moving(lines: list[Line]) -> list[Line]:
    """The balance has a line in any case: it is what its holder reads."""
    return [line for line in lines if line.delta or line.account == BALANCE]
