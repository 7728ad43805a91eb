"""The points of a skills contest: for having taken part, and for each prize."""

from datetime import datetime

from school.assessment.models import Award, Contest, Contestant
from school.journal.actors import SYSTEM
from school.points.actions import award, reverse
from school.points.models import Entry, Rule

TOOK_PART, WON = "T09", "T10"
CONTESTANT, AWARD = Entry.Source.CONTESTANT, Entry.Source.AWARD
# The rule of prizes says: of a city's contest or higher.
HIGH = (Contest.Level.CITY, Contest.Level.PROVINCE)


def award_taking_part(contestant: Contestant, *, at: datetime) -> list[Entry]:
    """Once per contest; a guest has no account, and no rule may be in force."""
    person = contestant.person
    if person is None or not _is_in_force(TOOK_PART):
        return []
    return award(
        person,
        rule_code=TOOK_PART,
        source_type=CONTESTANT,
        source_id=contestant.code,
        by=SYSTEM,
        reason=contestant.contest.name,
        at=at,
    )


def award_prize(won: Award, *, at: datetime) -> list[Entry]:
    """Once per prize, of a contest that the rule means."""
    person = won.contestant.person
    is_high = won.contest.level in HIGH
    if person is None or not is_high or not _is_in_force(WON):
        return []
    return award(
        person,
        rule_code=WON,
        source_type=AWARD,
        source_id=won.code,
        by=SYSTEM,
        reason=won.contest.name,
        at=at,
    )


def take_back_prize(lost: Award, *, at: datetime) -> list[Entry]:
    """A correction took the prize away, and what it gave goes with it."""
    given = Entry.objects.filter(
        source_type=AWARD, source_id=lost.code, reverses=None, reversed_by=None
    ).first()
    if given is None:
        return []
    return reverse(given, by=SYSTEM, reason=lost.contest.name, at=at)


def _is_in_force(code: str) -> bool:
    return Rule.objects.filter(code=code, is_current=True).exists()
