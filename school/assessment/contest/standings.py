"""Where everybody stands, read in a constant number of queries, however many compete."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from school.assessment.contest.models import (
    Contest,
    Contestant,
    JudgeCriticalMark,
    JudgeItemMark,
    JudgeSheet,
    Round,
)
from school.assessment.rules import ranking as rules
from school.assessment.rules.ranking import Ranked, Score, StationScore, TeamRank
from school.assessment.rules.stations import Mark, Sheet, sheet
from school.courses.models import CriticalFail, Station

SECONDS_A_MINUTE = 60
Won = tuple[int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class RoundStanding:
    round: Round
    ranked: Sequence[Ranked]
    # By contestant, then by station.
    stations: Mapping[int, Mapping[int, StationScore]]


@dataclass(frozen=True, slots=True)
class Standings:
    contest: Contest
    contestants: Mapping[int, Contestant]
    # By the round's number.
    rounds: Mapping[int, RoundStanding]
    ranked: Sequence[Ranked]
    teams: Sequence[TeamRank]
    # By station: the most points, and who has them.
    best: Mapping[Station, tuple[Decimal, frozenset[int]]]

    @property
    def prizes(self) -> dict[int, int]:
        return rules.prizes(self.ranked, self.contest.prize_counts)

    @property
    def won(self) -> list[Won]:
        """Contestant, prize or none, station or none: best prize first."""
        placed = sorted((prize, who) for who, prize in self.prizes.items())
        found: list[Won] = [(who, prize, None) for prize, who in placed]
        if self.contest.has_station_prizes:
            for station, (_points, holders) in self.best.items():
                found += [(who, None, station.pk) for who in sorted(holders)]
        return found


def standings_of(contest: Contest) -> Standings:
    """Of the rounds that are closed, without those who have withdrawn."""
    contestants = {
        one.pk: one
        for one in contest.contestants.standing().select_related("person", "team")
    }
    closed = contest.rounds.filter(status=Round.Status.CLOSED)
    rounds = list(closed.prefetch_related("stations__critical_fails"))
    judged = _judged(contest, rounds)
    standings = {
        one.number: _of_round(contest, one, judged[one.pk], contestants)
        for one in rounds
    }
    ranked = rules.ranking(_totals(standings, contestants), contest.ties)
    return Standings(
        contest,
        contestants,
        standings,
        ranked,
        rules.team_ranking(ranked, best=contest.team_best),
        _best(rounds, judged),
    )


def folded(sheets: Collection[JudgeSheet]) -> dict[int, Sheet]:
    """What stands on each sheet now."""
    ids = [one.pk for one in sheets]
    items: dict[int, list[Mark]] = defaultdict(list)
    criticals: dict[int, list[Mark]] = defaultdict(list)
    given = JudgeItemMark.objects.filter(sheet__in=ids)
    for pk, of, item, points in given.values_list("pk", "sheet", "item", "points"):
        items[of].append(Mark(pk, item, points))
    seen = JudgeCriticalMark.objects.filter(sheet__in=ids)
    for pk, of, fail, is_observed in seen.values_list(
        "pk", "sheet", "critical_fail", "is_observed"
    ):
        criticals[of].append(Mark(pk, fail, int(is_observed)))
    return {pk: sheet(items[pk], criticals[pk]) for pk in ids}


def frozen(standings: Standings) -> dict[str, Any]:
    """The results as one version keeps them: codes, figures, no names."""
    code = {pk: one.code for pk, one in standings.contestants.items()}
    team = {one.team_id: one.team.code for one in standings.contestants.values()}
    prizes = standings.prizes
    by_round = {
        number: {one.score.contestant: one for one in standing.ranked}
        for number, standing in standings.rounds.items()
    }
    return {
        "contestants": [
            {
                "code": code[one.score.contestant],
                "rank": one.rank,
                "points": str(one.score.points),
                "criticals": one.score.criticals,
                "seconds": one.score.seconds,
                "prize": prizes.get(one.score.contestant),
                "rounds": [
                    {"round": number, "points": str(of.score.points), "rank": of.rank}
                    for number, ranked in sorted(by_round.items())
                    if (of := ranked.get(one.score.contestant))
                ],
            }
            for one in standings.ranked
        ],
        "teams": [
            {"code": team[one.team], "rank": one.rank, "points": str(one.points)}
            for one in standings.teams
        ],
        "stations": [
            {
                "station": station.code,
                "points": str(points),
                "best": sorted(code[who] for who in holders),
            }
            for station, (points, holders) in standings.best.items()
        ],
    }


Judged = Mapping[int, Mapping[int, Mapping[int, StationScore]]]


def _judged(contest: Contest, rounds: Sequence[Round]) -> Judged:
    """By round, contestant and station."""
    sheets = list(
        JudgeSheet.objects.standing()
        .filter(place__round__in=rounds, status=JudgeSheet.Status.SUBMITTED)
        .select_related("place")
        .order_by("pk")
    )
    marks = folded(sheets)
    stations = {one.pk: one for each in rounds for one in each.stations.all()}
    effects = {
        fail.pk: fail.effect
        for fail in CriticalFail.objects.filter(station__in=stations)
    }
    panels: dict[tuple[int, int, int], list[JudgeSheet]] = defaultdict(list)
    for one in sheets:
        key = one.place.round_id, one.place.contestant_id, one.station_id
        panels[key].append(one)
    found: dict[int, dict[int, dict[int, StationScore]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for (of_round, contestant, station), panel in panels.items():
        score = rules.judged(
            [marks[one.pk] for one in panel],
            effects,
            drops_extremes=contest.drops_extremes,
        )
        limit = stations[station].minutes * SECONDS_A_MINUTE
        seconds = rules.time_of((one.seconds for one in panel), limit=limit)
        found[of_round][contestant][station] = StationScore(
            score.points, score.critical, score.fails_round, seconds
        )
    return found


def _of_round(
    contest: Contest,
    of: Round,
    judged: Mapping[int, Mapping[int, StationScore]],
    contestants: Mapping[int, Contestant],
) -> RoundStanding:
    weights = {station.pk: station.weight for station in of.stations.all()}
    scores = [
        Score(
            contestant=who,
            team=contestants[who].team_id,
            points=rules.round_points(
                list(at.values()), [weights[station] for station in at]
            ),
            criticals=sum(len(one.critical) for one in at.values()),
            station=_deciding(contest, at),
            seconds=sum(one.seconds for one in at.values()),
        )
        for who, at in judged.items()
    ]
    return RoundStanding(of, rules.ranking(scores, contest.ties), judged)


def _deciding(contest: Contest, at: Mapping[int, StationScore]) -> Decimal:
    score = at.get(contest.deciding_station_id or 0)
    return score.points if score else rules.NOTHING


def _totals(
    standings: Mapping[int, RoundStanding], contestants: Mapping[int, Contestant]
) -> list[Score]:
    shown: dict[int, list[Score]] = defaultdict(list)
    for standing in standings.values():
        for one in standing.ranked:
            shown[one.score.contestant].append(one.score)
    return [
        Score(
            contestant=who,
            team=contestants[who].team_id,
            points=sum((one.points for one in scores), rules.NOTHING),
            reached=len(scores),
            criticals=sum(one.criticals for one in scores),
            station=sum((one.station for one in scores), rules.NOTHING),
            seconds=sum(one.seconds for one in scores),
        )
        for who, scores in shown.items()
    ]


def _best(
    rounds: Sequence[Round], judged: Judged
) -> dict[Station, tuple[Decimal, frozenset[int]]]:
    """At each station the best showing of any round."""
    stations = {one.pk: one for each in rounds for one in each.stations.all()}
    most: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for of_round in judged.values():
        for who, at in of_round.items():
            for station, score in at.items():
                former = most[station].get(who, rules.NOTHING)
                most[station][who] = max(former, score.points)
    ordered = sorted(stations.values(), key=lambda one: one.number)
    return {
        one: (max(most[one.pk].values()), holders)
        for one in ordered
        if (holders := rules.best_at(most[one.pk]))
    }
