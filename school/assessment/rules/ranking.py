"""A contest: what the judges' sheets come to, who ranks where, who goes on, who wins."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from school.assessment.rules.examiners import tenths
from school.assessment.rules.stations import FAIL_PRACTICAL, FAIL_STATION, Sheet

CRITICALS, STATION, SECONDS = "criticals", "station", "seconds"
# So many sheets have a middle when the highest and the lowest are left out.
LEAST_TO_TRIM = 3
NOTHING = Decimal("0.0")


@dataclass(frozen=True, slots=True)
class StationScore:
    """What the judges together say of one contestant at one station."""

    points: Decimal
    critical: frozenset[int] = frozenset()
    fails_round: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """What a contestant is ranked by. `reached`: the last round she took part in."""

    contestant: int
    team: int
    points: Decimal
    reached: int = 1
    criticals: int = 0
    station: Decimal = NOTHING
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Ranked:
    score: Score
    rank: int


@dataclass(frozen=True, slots=True)
class TeamRank:
    team: int
    points: Decimal
    rank: int
    # Whose points were added up.
    counted: tuple[int, ...]


def judged(
    sheets: Sequence[Sheet], effects: Mapping[int, str], *, drops_extremes: bool
) -> StationScore:
    """The mean of the judges, of three or more without the highest and the lowest.

    A critical fail counts when more than half of all judges saw it.
    """
    totals = sorted(sheet.total for sheet in sheets)
    if drops_extremes and len(totals) >= LEAST_TO_TRIM:
        totals = totals[1:-1]
    critical = _majority(sheets)
    is_zeroed = any(effects[fail] == FAIL_STATION for fail in critical)
    return StationScore(
        points=NOTHING if is_zeroed else tenths(Fraction(sum(totals), len(totals))),
        critical=critical,
        fails_round=any(effects[fail] == FAIL_PRACTICAL for fail in critical),
    )


def time_of(clocks: Iterable[int | None], *, limit: int) -> int:
    """Seconds at a station: the mean of the clocks that were stopped, else all it has."""
    stopped = [min(clock, limit) for clock in clocks if clock is not None]
    return sum(stopped) // len(stopped) if stopped else limit


def round_points(scores: Sequence[StationScore], weights: Sequence[int]) -> Decimal:
    """Each station as much as it weighs; 0 where a step failed the whole round."""
    if any(score.fails_round for score in scores):
        return NOTHING
    whole = sum(
        (
            Fraction(score.points) * weight
            for score, weight in zip(scores, weights, strict=True)
        ),
        Fraction(),
    )
    return tenths(whole / sum(weights))


def ranking(scores: Iterable[Score], ties: Sequence[str]) -> list[Ranked]:
    """Best first. Who came further ranks higher, then who has more points, then by `ties`.

    Who is still alike shares the rank, and the next rank is left out.
    """
    keyed = sorted(
        ((_key(score, ties), score.contestant, score) for score in scores),
        key=lambda each: each[:2],
    )
    found: list[Ranked] = []
    for place, (key, _contestant, score) in enumerate(keyed, start=1):
        is_alike = place > 1 and keyed[place - 2][0] == key
        found.append(Ranked(score, found[-1].rank if is_alike else place))
    return found


def going_on(ranked: Iterable[Ranked], places: int) -> frozenset[int]:
    """Those of the first `places` ranks; whoever shares the last of them goes on too."""
    return frozenset(one.score.contestant for one in ranked if one.rank <= places)


def moving_up(
    left: Iterable[Ranked], places: int, *, there: Container[int]
) -> frozenset[int]:
    """Who comes next when somebody who was to go on has withdrawn: of the ranking that is left."""
    return frozenset(who for who in going_on(left, places) if who not in there)


def team_ranking(ranked: Sequence[Ranked], *, best: int) -> list[TeamRank]:
    """By the sum of each team's `best` members, then by its best-placed members in turn."""
    members: dict[int, list[Ranked]] = {}
    for one in sorted(ranked, key=lambda each: (each.rank, each.score.contestant)):
        members.setdefault(one.score.team, []).append(one)
    keyed = sorted(
        (_team_key(own[:best], best, nobody=len(ranked) + 1), team, own[:best])
        for team, own in members.items()
    )
    found: list[TeamRank] = []
    for place, (key, team, own) in enumerate(keyed, start=1):
        is_alike = place > 1 and keyed[place - 2][0] == key
        rank = found[-1].rank if is_alike else place
        counted = tuple(one.score.contestant for one in own)
        found.append(TeamRank(team, -key[0], rank, counted))
    return found


def prizes(ranked: Iterable[Ranked], counts: Sequence[int]) -> dict[int, int]:
    """The class of the prize of each who has one: `counts` are how many of each class.

    Without a point nobody wins, however few there are.
    """
    won = {}
    for one in ranked:
        least = 0
        for prize, count in enumerate(counts, start=1):
            if least < one.rank <= least + count and one.score.points > 0:
                won[one.score.contestant] = prize
            least += count
    return won


def best_at(points: Mapping[int, Decimal]) -> frozenset[int]:
    """Whoever has the most points at a station; nobody where all have none."""
    most = max(points.values(), default=NOTHING)
    return frozenset(who for who, has in points.items() if has == most and most > 0)


def _key(score: Score, ties: Sequence[str]) -> tuple[Decimal, ...]:
    told = {
        CRITICALS: Decimal(score.criticals),
        STATION: -score.station,
        SECONDS: Decimal(score.seconds),
    }
    return (Decimal(-score.reached), -score.points, *(told[tie] for tie in ties))


def _team_key(
    own: Sequence[Ranked], best: int, *, nobody: int
) -> tuple[Decimal, tuple[int, ...]]:
    ranks = [one.rank for one in own]
    whole = sum((one.score.points for one in own), NOTHING)
    return -whole, (*ranks, *[nobody] * (best - len(ranks)))


def _majority(sheets: Sequence[Sheet]) -> frozenset[int]:
    every = frozenset[int]().union(*(sheet.critical for sheet in sheets))
    return frozenset(
        fail
        for fail in every
        if 2 * sum(fail in sheet.critical for sheet in sheets) > len(sheets)
    )
