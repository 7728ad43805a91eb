"""A contest before anybody competes: its rule, rounds and judges."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from school.assessment.contest import refusals
from school.assessment.contest.access import can_run, may_be_judges
from school.assessment.contest.actions.holding import held
from school.assessment.contest.models import Contest, Contestant, Judge, Round
from school.assessment.models import Conflict
from school.courses.models import Edition, Station
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import User

LEAST_JUDGES = 2


@transaction.atomic
def draft_contest(
    edition: Edition,
    *,
    by: Actor,
    name: str,
    level: str,
    ties: Sequence[str] = (Contest.Tie.CRITICALS, Contest.Tie.SECONDS),
    deciding_station: Station | None = None,
    drops_extremes: bool = True,
    team_best: int = 3,
    prizes: tuple[int, int, int] = (1, 2, 3),
    has_station_prizes: bool = True,
    at: datetime | None = None,
) -> Contest:
    """A contest with the rule by which it will be ranked."""
    if not can_run(by):
        raise NotPermitted
    if deciding_station and deciding_station.edition_id != edition.pk:
        raise refusals.StationElsewhere
    if Contest.Tie.STATION in ties and deciding_station is None:
        raise refusals.NoDecidingStation
    first, second, third = prizes
    contest = Contest.objects.create(
        edition=edition,
        name=name,
        level=level,
        ties=[str(tie) for tie in dict.fromkeys(ties)],
        deciding_station=deciding_station,
        drops_extremes=drops_extremes,
        team_best=team_best,
        first_prizes=first,
        second_prizes=second,
        third_prizes=third,
        has_station_prizes=has_station_prizes,
    )
    journal.record(by=by, verb="assessment.draft_contest", on=contest, at=at)
    return contest


@transaction.atomic
def plan_round(
    contest: Contest,
    *,
    by: Actor,
    begins_at: datetime,
    place: str,
    stations: Collection[Station],
    going_on: int | None = None,
    at: datetime | None = None,
) -> Round:
    """One round more, after those planned already."""
    contest = held(contest, by=by)
    if contest.status != Contest.Status.DRAFT:
        raise refusals.NotInDraft
    if any(station.edition_id != contest.edition_id for station in stations):
        raise refusals.StationElsewhere
    planned = Round.objects.create(
        contest=contest,
        number=contest.rounds.count() + 1,
        begins_at=begins_at,
        place=place,
        going_on=going_on,
    )
    planned.stations.set(stations)
    journal.record(
        by=by,
        verb="assessment.plan_round",
        on=contest,
        data={"round": planned.number},
        at=at,
    )
    return planned


@transaction.atomic
def appoint_judges(
    round: Round,
    *,
    station: Station,
    judges: Collection[User],
    by: Actor,
    at: datetime | None = None,
) -> list[Judge]:
    """Who judges a station in the round, in place of whoever was named before."""
    contest = held(round.contest, by=by)
    round = Round.objects.get(pk=round.pk)
    if round.status != Round.Status.WAITING:
        raise refusals.RoundBegun
    if not round.stations.filter(pk=station.pk).exists():
        raise refusals.StationElsewhere
    check_may_judge(contest, judges)
    if len(judges) < LEAST_JUDGES:
        raise refusals.TooFewJudges(station=station, have=len(judges))
    Judge.objects.filter(round=round, station=station).delete()
    appointed = Judge.objects.bulk_create(
        Judge(round=round, station=station, user=user) for user in judges
    )
    journal.record(
        by=by,
        verb="assessment.appoint_judges",
        on=contest,
        data={
            "round": round.number,
            "station": station.code,
            "judges": sorted(user.pk for user in judges),
        },
        at=at,
    )
    return appointed


@transaction.atomic
def open_contest(contest: Contest, *, by: Actor, at: datetime | None = None) -> Contest:
    """From now on contestants are entered; rounds and rule stay as they are."""
    contest = held(contest, by=by)
    if contest.status != Contest.Status.DRAFT:
        raise refusals.NotInDraft
    rounds = list(contest.rounds.order_by("number"))
    if not rounds:
        raise refusals.NoRounds
    for round in rounds:
        is_last = round is rounds[-1]
        if is_last != (round.going_on is None):
            raise refusals.LastRoundUnclear(number=round.number)
    contest.status = Contest.Status.OPEN
    contest.save(update_fields=["status"])
    journal.record(by=by, verb="assessment.open_contest", on=contest, at=at)
    return contest


def check_may_judge(contest: Contest, judges: Collection[User]) -> None:
    """They have the role, none of them competes, and none is close to who does."""
    allowed = set(may_be_judges().values_list("pk", flat=True))
    competing = set(
        Contestant.objects.standing()
        .filter(contest=contest, person__user__in=judges)
        .values_list("person__user_id", flat=True)
    )
    for user in judges:
        if user.pk not in allowed:
            raise refusals.NotAJudge(name=user)
        if user.pk in competing:
            raise refusals.JudgeCompetes(name=user)
    persons = Contestant.objects.standing().filter(
        contest=contest, person__isnull=False
    )
    tie = (
        Conflict.objects.standing()
        .filter(user__in=judges, person__in=persons.values("person"))
        .select_related("user", "person")
        .first()
    )
    if tie is not None:
        raise refusals.JudgeIsClose(name=tie.user, contestant=tie.person.name)
