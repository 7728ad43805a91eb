"""Who takes part in a contest, and by what name she is shown."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from school.assessment.contest import refusals
from school.assessment.contest.access import can_run
from school.assessment.contest.actions.going_on import move_up
from school.assessment.contest.actions.holding import held
from school.assessment.contest.actions.telling import tell_entered
from school.assessment.contest.models import Contest, Contestant, Judge, Team
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person


@transaction.atomic
def enter_contest(
    contest: Contest,
    *,
    county: str,
    by: Actor,
    person: Person | None = None,
    guest_name: str = "",
    has_consented: bool,
    is_named: bool = False,
    at: datetime | None = None,
) -> Contestant:
    """Somebody on file, or a guest by name, for the team of a county."""
    now = at or timezone.now()
    contest = held(contest, by=by)
    if contest.status != Contest.Status.OPEN:
        raise refusals.NotOpenForEntries
    if not has_consented:
        raise refusals.NoConsent
    _check_may_enter(contest, person, guest_name)
    contestant = Contestant.objects.create(
        contest=contest,
        team=_team(contest, county),
        start_number=_next_number(contest),
        person=person,
        guest_name=guest_name,
        consented_at=now,
        is_named=is_named,
    )
    journal.record(
        by=by,
        verb="assessment.enter_contest",
        on=contest,
        data={"contestant": contestant.code, "number": contestant.start_number},
        at=now,
    )
    tell_entered(contestant, by=by, at=now)
    return contestant


def _team(contest: Contest, county: str) -> Team:
    """Of the county; a space typed into a Chinese name makes no other county of it."""
    between = " " if county.isascii() else ""
    name = between.join(county.split())
    return Team.objects.get_or_create(contest=contest, county=name)[0]


@transaction.atomic
def withdraw_contestant(
    contestant: Contestant, *, by: Actor, reason: str, at: datetime | None = None
) -> Contestant:
    """She leaves before the contest is over, and stands in no ranking any more.

    Between two rounds the next in the ranking goes on in her place; once a round has
    begun, a place in it stays empty.
    """
    now = at or timezone.now()
    contest = held(contestant.contest, by=by)
    if contest.is_over:
        raise refusals.ContestOver
    still_in = Contestant.objects.standing().filter(pk=contestant.pk)
    if not still_in.update(withdrawn_at=now):
        raise refusals.GoneAlready(name=contestant.name)
    contestant.withdrawn_at = now
    moved_up = move_up(contest, by=by, at=now)
    journal.record(
        by=by,
        verb="assessment.withdraw_contestant",
        on=contest,
        reason=reason,
        data={"contestant": contestant.code, "moved_up": sorted(moved_up)},
        at=now,
    )
    return contestant


@transaction.atomic
def show_name(
    contestant: Contestant, *, is_named: bool, by: Actor, at: datetime | None = None
) -> Contestant:
    """Whether the published results show her name: she herself decides, at any time.

    Who runs the contest hides it for her; and shows it for whoever has no account here.
    """
    account = contestant.account
    is_hers = account is not None and account == by.pk
    if not is_hers and not (can_run(by) and (account is None or not is_named)):
        raise NotPermitted
    contestant.is_named = is_named
    contestant.save(update_fields=["is_named"])
    journal.record(
        by=by,
        verb="assessment.show_name",
        on=contestant.contest,
        data={"contestant": contestant.code, "is_named": is_named},
        at=at,
    )
    return contestant


def _next_number(contest: Contest) -> int:
    highest = contest.contestants.aggregate(highest=Max("start_number"))["highest"]
    return int(highest or 0) + 1


def _check_may_enter(contest: Contest, person: Person | None, guest_name: str) -> None:
    if bool(person) == bool(guest_name):
        raise refusals.PersonOrGuest
    if person is None:
        return
    there = contest.contestants.filter(person=person).first()
    if there:
        raise refusals.InContestAlready(name=person.name, number=there.start_number)
    if person.user_id is None:
        return
    if Judge.objects.filter(round__contest=contest, user_id=person.user_id).exists():
        raise refusals.JudgeCompetes(name=person.name)
