"""What the desk's pages of a contest show."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from school.assessment.contest.access import sees_marks
from school.assessment.contest.models import (
    Contest,
    Contestant,
    Judge,
    JudgeSheet,
    Round,
)
from school.assessment.contest.standings import folded, frozen, standings_of
from school.assessment.rules.stations import Sheet
from school.courses.models import Station
from school.people.models import User


@dataclass(frozen=True, slots=True)
class StationPanel:
    station: Station
    judges: Sequence[User]


@dataclass(frozen=True, slots=True)
class RoundRow:
    round: Round
    panels: Sequence[StationPanel]
    sheets: int
    handed_in: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    sheet: JudgeSheet
    # None while it may not be seen.
    marks: Sheet | None


def results_of(contest: Contest, *, reader: User) -> dict[str, Any] | None:
    """As published, or as they would be; None before it is over, and while not to be seen."""
    if not contest.is_over or not sees_marks(reader, contest):
        return None
    latest = contest.publications.order_by("-version").first()
    if latest is None:
        return frozen(standings_of(contest))
    shown: dict[str, Any] = latest.standings
    return shown


def round_rows(contest: Contest) -> list[RoundRow]:
    judges: dict[tuple[int, int], list[User]] = defaultdict(list)
    named = Judge.objects.filter(round__contest=contest).select_related("user")
    for judge in named:
        judges[judge.round_id, judge.station_id].append(judge.user)
    sheets, handed_in = Counter[int](), Counter[int]()
    standing = JudgeSheet.objects.standing().filter(place__round__contest=contest)
    for round_id, status in standing.order_by().values_list("place__round", "status"):
        sheets[round_id] += 1
        handed_in[round_id] += status == JudgeSheet.Status.SUBMITTED
    return [
        RoundRow(
            round,
            [
                StationPanel(station, judges[round.pk, station.pk])
                for station in sorted(round.stations.all(), key=lambda one: one.number)
            ],
            sheets[round.pk],
            handed_in[round.pk],
        )
        for round in contest.rounds.prefetch_related("stations").order_by("number")
    ]


def sheet_rows(contestant: Contestant, *, reader: User) -> list[SheetRow]:
    """Her sheets, with marks for whoever may see them by now."""
    sheets = list(
        JudgeSheet.objects.filter(place__contestant=contestant)
        .exclude(status=JudgeSheet.Status.DROPPED)
        .select_related("place__round", "station", "judge")
        .order_by("place__round__number", "station__number", "judge__display_name")
    )
    submitted = [one for one in sheets if one.status == JudgeSheet.Status.SUBMITTED]
    may_see = sees_marks(reader, contestant.contest)
    marks = folded(submitted) if may_see else {}
    return [SheetRow(one, marks.get(one.pk)) for one in sheets]
