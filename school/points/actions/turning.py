"""What time does to points: they expire, and the score is carried over into a new year."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person
from school.points.accounts import ended_of, score_through, sums_of
from school.points.actions.booking import book, booked, lock
from school.points.models import Posting
from school.points.rules import accounts as moves


@transaction.atomic
def expire(person: Person, *, by: Actor, at: datetime | None = None) -> Posting | None:
    """Take from the balance what nobody can spend any more; None where there is nothing."""
    if not by.has_perm("points.award_entry"):
        raise NotPermitted
    lock(person)
    return end(person, by=by, at=at or timezone.now())


def end(person: Person, *, by: Actor, at: datetime) -> Posting | None:
    """Called under the person's lock, before anything is spent and after it came back."""
    today = timezone.localdate(at)
    sums = sums_of(person)
    points = ended_of(person, sums[moves.BALANCE], on=today)
    if not points:
        return None
    posting = Posting(
        person=person,
        kind=Posting.Kind.EXPIRY,
        points=-points,
        source_type=Posting.Source.NIGHT,
        source_id=_night(person, today),
        at=at,
    )
    return book(posting, moves.expire(points), sums=sums, by=by, verb="expire")


def _night(person: Person, day: date) -> str:
    """The day, and `…#2` for what came back on it and had ended long before."""
    nights = Posting.objects.filter(
        person=person,
        kind=Posting.Kind.EXPIRY,
        source_type=Posting.Source.NIGHT,
        source_id__startswith=day.isoformat(),
    )
    before = nights.count()
    return f"{day.isoformat()}#{before + 1}" if before else day.isoformat()


@transaction.atomic
def carry_over(person: Person, *, at: datetime, by: Actor) -> Posting:
    """Bring the score half the way back to where one began, once a year.

    What was won or lost since `at` is the next year's, and stays whole.
    """
    if not by.has_perm("points.award_entry"):
        raise NotPermitted
    lock(person)
    year = (Posting.Source.YEAR.value, str(timezone.localdate(at).year))
    if there := booked(person, Posting.Kind.CARRY_OVER, source=year):
        return there
    sums = sums_of(person)
    then = score_through(person, timezone.localdate(at))
    target = moves.carry_over(moves.held_score(then)) - moves.INITIAL_SCORE
    posting = Posting(
        person=person,
        kind=Posting.Kind.CARRY_OVER,
        points=target - then,
        source_type=year[0],
        source_id=year[1],
        at=at,
    )
    lines = moves.rate(posting.points)
    return book(posting, lines, sums=sums, by=by, verb="carry_over")
