"""Who takes part in the following round: settled when a round closes, and when somebody leaves."""

from datetime import datetime

from school.assessment.contest.actions.telling import tell_out, tell_through
from school.assessment.contest.models import Contest, Round, RoundPlace
from school.assessment.contest.standings import standings_of
from school.assessment.rules import ranking as rules
from school.journal.actors import Actor


def go_on(
    contest: Contest, closed: Round, *, by: Actor, at: datetime
) -> frozenset[int]:
    following = contest.rounds.filter(number=closed.number + 1).first()
    if following is None:
        contest.status = Contest.Status.CLOSED
        contest.save(update_fields=["status"])
        return frozenset()
    ranked = standings_of(contest).rounds[closed.number].ranked
    on = rules.going_on(ranked, closed.going_on or 0)
    _give_places(following, on)
    tell_through(contest, following, on, by=by, at=at)
    tell_out(closed, on, by=by, at=at)
    return on


def move_up(contest: Contest, *, by: Actor, at: datetime) -> frozenset[int]:
    """Those who go on now that somebody has left between two rounds."""
    closed = contest.rounds.filter(status=Round.Status.CLOSED).last()
    following = closed and contest.rounds.filter(number=closed.number + 1).first()
    if not closed or not following or following.status != Round.Status.WAITING:
        return frozenset()
    there = following.places.values_list("contestant_id", flat=True)
    left = standings_of(contest).rounds[closed.number].ranked
    new = rules.moving_up(left, closed.going_on or 0, there=set(there))
    _give_places(following, new)
    tell_through(contest, following, new, by=by, at=at, is_moved_up=True)
    return new


def _give_places(round: Round, contestants: frozenset[int]) -> None:
    RoundPlace.objects.bulk_create(
        RoundPlace(round=round, contestant_id=contestant)
        for contestant in sorted(contestants)
    )
