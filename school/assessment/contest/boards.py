"""Results as a page or a sheet of paper shows them: figures with the names that may stand there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from school.assessment.contest.models import Award, Contest, Contestant
from school.courses.models import Station


@dataclass(frozen=True, slots=True)
class RoundCell:
    round: int
    points: str
    rank: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    rank: int
    start_number: int
    code: str
    name: str
    county: str
    points: str
    prize: str
    rounds: Sequence[RoundCell]


@dataclass(frozen=True, slots=True)
class TeamRow:
    rank: int
    county: str
    points: str


@dataclass(frozen=True, slots=True)
class StationRow:
    station: Station
    points: str
    best: Sequence[str]


@dataclass(frozen=True, slots=True)
class Board:
    rows: Sequence[BoardRow]
    teams: Sequence[TeamRow]
    stations: Sequence[StationRow]


def board_of(
    contest: Contest, standings: Mapping[str, Any], *, all_named: bool
) -> Board:
    """`standings` as they are frozen; masked are the names of those who did not agree."""
    people = {
        one.code: one
        for one in contest.contestants.select_related("person", "team").all()
    }
    teams = {one.team.code: one.team.county for one in people.values()}
    stations = {one.code: one for one in contest.edition.stations.all()}

    def named(code: str) -> str:
        one = people[code]
        return one.name if all_named else one.public_name

    return Board(
        rows=[
            _row(one, people[one["code"]], named) for one in standings["contestants"]
        ],
        teams=[
            TeamRow(one["rank"], teams[one["code"]], one["points"])
            for one in standings["teams"]
        ],
        stations=[
            StationRow(
                stations[one["station"]],
                one["points"],
                [f"{people[code].start_number} {named(code)}" for code in one["best"]],
            )
            for one in standings["stations"]
            if contest.has_station_prizes
        ],
    )


def awards_of(contestants: Sequence[Contestant]) -> dict[int, list[Award]]:
    """The prizes each of them holds, of contests whose results are out."""
    found = defaultdict(list)
    for award in (
        Award.objects.told()
        .filter(contestant__in=contestants)
        .select_related("station")
    ):
        found[award.contestant_id].append(award)
    return found


def _row(one: Mapping[str, Any], contestant: Contestant, named: Any) -> BoardRow:
    prize = one["prize"]
    return BoardRow(
        rank=one["rank"],
        start_number=contestant.start_number,
        code=contestant.code,
        name=named(contestant.code),
        county=contestant.team.county,
        points=one["points"],
        prize=str(Award.Prize(prize).label) if prize else "",
        rounds=[RoundCell(**cell) for cell in one["rounds"]],
    )
