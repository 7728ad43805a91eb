"""Points on their way into the shop. Who may is for the shop's own verbs to say."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.people.models import Person
from school.points import refusals
from school.points.accounts import sums_of
from school.points.actions.booking import book, booked, lock
from school.points.actions.turning import end
from school.points.models import Posting
from school.points.rules import accounts as moves


@transaction.atomic
def hold(
    person: Person,
    *,
    points: int,
    source_type: str,
    source_id: str,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
) -> Posting:
    """Lay points aside for something of the shop, once for this source.

    What has ended goes first, whether the night has been or not: else the hold would
    take the dead points and leave the living ones.
    """
    if points <= 0:
        raise ValueError("a hold is of one point at least")
    lock(person)
    source = (source_type, source_id)
    if there := booked(person, Posting.Kind.HOLD, source=source):
        return _standing(there)
    at = at or timezone.now()
    end(person, by=SYSTEM, at=at)
    sums = sums_of(person)
    if (missing := points - sums[moves.BALANCE]) > 0:
        raise refusals.NotEnough(there=sums[moves.BALANCE], missing=missing)
    posting = Posting(
        person=person,
        kind=Posting.Kind.HOLD,
        points=-points,
        source_type=source_type,
        source_id=source_id,
        reason=reason,
        at=at,
    )
    return book(posting, moves.hold(points), sums=sums, by=by, verb="hold")


@transaction.atomic
def collect(held: Posting, *, by: Actor, at: datetime | None = None) -> Posting:
    """What was laid aside is spent."""
    ending = _ending(held, Posting.Kind.COLLECTION, at=at)
    sums = sums_of(held.person)
    lines = moves.collect(-held.points)
    return book(ending, lines, sums=sums, by=by, verb="collect")


@transaction.atomic
def release(
    held: Posting, *, by: Actor, reason: str, at: datetime | None = None
) -> Posting:
    """What was laid aside comes back whole; what is owed is made up first.

    Of what came back, what has ended meanwhile ends at once.
    """
    if not reason.strip():
        raise refusals.ReasonNeeded
    ending = _ending(held, Posting.Kind.RELEASE, reason=reason, at=at)
    sums = sums_of(held.person)
    lines = moves.release(-held.points, moves.Accounts.of(sums))
    book(ending, lines, sums=sums, by=by, verb="release")
    end(held.person, by=SYSTEM, at=ending.at)
    return ending


def _ending(
    held: Posting, kind: str, *, reason: str = "", at: datetime | None
) -> Posting:
    """The one posting that may follow a hold."""
    if held.kind != Posting.Kind.HOLD:
        raise refusals.NotHeld
    lock(held.person)
    return Posting(
        person=held.person,
        kind=kind,
        points=held.points if kind == Posting.Kind.COLLECTION else -held.points,
        source_type=held.source_type,
        source_id=held.source_id,
        follows=_standing(held),
        reason=reason or held.reason,
        at=at or timezone.now(),
    )


def _standing(held: Posting) -> Posting:
    if Posting.objects.filter(follows=held).exists():
        raise refusals.HoldEnded
    return held
