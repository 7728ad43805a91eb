"""A round begins with a sheet for every judge and contestant, and ends when all are in."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.assessment.contest import refusals
from school.assessment.contest.actions.going_on import go_on
from school.assessment.contest.actions.holding import held
from school.assessment.contest.actions.planning import LEAST_JUDGES, check_may_judge
from school.assessment.contest.models import (
    Contest,
    Judge,
    JudgeSheet,
    Round,
    RoundPlace,
)
from school.journal import actions as journal
from school.journal.actors import Actor
from school.people.models import User

LEAST_CONTESTANTS = 2


@transaction.atomic
def start_round(contest: Contest, *, by: Actor, at: datetime | None = None) -> Round:
    """The next round begins; with the first one entries are closed."""
    contest = held(contest, by=by)
    waiting = contest.rounds.filter(status=Round.Status.WAITING).first()
    is_between = not contest.rounds.filter(status=Round.Status.RUNNING).exists()
    begun = (Contest.Status.OPEN, Contest.Status.RUNNING)
    if waiting is None or not is_between or contest.status not in begun:
        raise refusals.NoRoundWaits
    _check_judges(waiting)
    if contest.status == Contest.Status.OPEN:
        _all_take_part(contest, waiting)
    places = waiting.places.filter(contestant__withdrawn_at=None)
    judges = list(waiting.judges.all())
    JudgeSheet.objects.bulk_create(
        JudgeSheet(place=place, station_id=judge.station_id, judge_id=judge.user_id)
        for place in places
        for judge in judges
    )
    waiting.status = Round.Status.RUNNING
    waiting.save(update_fields=["status"])
    contest.status = Contest.Status.RUNNING
    contest.save(update_fields=["status"])
    journal.record(
        by=by,
        verb="assessment.start_round",
        on=contest,
        data={"round": waiting.number},
        at=at,
    )
    return waiting


@transaction.atomic
def close_round(contest: Contest, *, by: Actor, at: datetime | None = None) -> Round:
    """All sheets are in: who goes on is settled and told, or after the last all is over."""
    now = at or timezone.now()
    contest = held(contest, by=by)
    running = contest.rounds.filter(status=Round.Status.RUNNING).first()
    if running is None:
        raise refusals.NoRoundRuns
    still_open = (
        JudgeSheet.objects.standing()
        .filter(place__round=running, status=JudgeSheet.Status.OPEN)
        .count()
    )
    if still_open:
        raise refusals.SheetsOpen(count=still_open)
    running.status = Round.Status.CLOSED
    running.save(update_fields=["status"])
    on = go_on(contest, running, by=by, at=now)
    journal.record(
        by=by,
        verb="assessment.close_round",
        on=contest,
        data={"round": running.number, "going_on": sorted(on)},
        at=now,
    )
    return running


@transaction.atomic
def hand_over(
    judge: Judge, *, to: User, by: Actor, reason: str, at: datetime | None = None
) -> list[JudgeSheet]:
    """A judge cannot go on: what she has not handed in, another judges from the start."""
    contest = held(judge.round.contest, by=by)
    check_may_judge(contest, [to])
    if Judge.objects.filter(round=judge.round, station=judge.station, user=to).exists():
        raise refusals.JudgesThisStation(name=to)
    left = list(
        JudgeSheet.objects.select_for_update(of=("self",)).filter(
            place__round=judge.round,
            station=judge.station,
            judge=judge.user,
            status=JudgeSheet.Status.OPEN,
        )
    )
    if not left:
        raise refusals.NothingToHandOver(name=judge.user)
    JudgeSheet.objects.filter(pk__in=[sheet.pk for sheet in left]).update(
        status=JudgeSheet.Status.DROPPED
    )
    Judge.objects.create(round=judge.round, station=judge.station, user=to)
    given = JudgeSheet.objects.bulk_create(
        JudgeSheet(place_id=sheet.place_id, station_id=sheet.station_id, judge=to)
        for sheet in left
    )
    journal.record(
        by=by,
        verb="assessment.hand_over",
        on=contest,
        reason=reason,
        data={"station": judge.station.code, "from": judge.user_id, "to": to.pk},
        at=at,
    )
    return given


def _check_judges(round: Round) -> None:
    have = Counter(round.judges.values_list("station_id", flat=True))
    for station in round.stations.order_by("number"):
        if have[station.pk] < LEAST_JUDGES:
            raise refusals.TooFewJudges(station=station, have=have[station.pk])
    # Who was named before the contestants were entered.
    judges = User.objects.filter(pk__in=round.judges.values("user"))
    check_may_judge(round.contest, list(judges))


def _all_take_part(contest: Contest, first: Round) -> None:
    contestants = list(contest.contestants.standing())
    if len(contestants) < LEAST_CONTESTANTS:
        raise refusals.TooFewContestants
    RoundPlace.objects.bulk_create(
        RoundPlace(round=first, contestant=contestant) for contestant in contestants
    )
