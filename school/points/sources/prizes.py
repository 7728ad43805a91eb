"""The points of a skills contest: for having taken part, and for each prize."""

from datetime import datetime

from school.assessment.models import Award, Contest, Contestant
from school.journal.actors import SYSTEM
from school.points.actions import award, reverse
from school.points.models import Posting, Rule

TOOK_PART, WON = "T09", "T10"
CONTESTANT, AWARD = Posting.Source.CONTESTANT, Posting.Source.AWARD
# The rule of prizes says: of a city's contest or higher.
HIGH = (Contest.Level.CITY, Contest.Level.PROVINCE)


def award_taking_part(contestant: Contestant, *, at: datetime) -> Posting | None:
    """Once per contest."""
    return _award(contestant, TOOK_PART, CONTESTANT, contestant.code, at=at)


def award_prize(won: Award, *, at: datetime) -> Posting | None:
    """Once per prize, of a contest that the rule means."""
    if won.contest.level not in HIGH:
        return None
    return _award(won.contestant, WON, AWARD, won.code, at=at)


def take_back_prize(lost: Award, *, at: datetime) -> Posting | None:
    """A correction took the prize away, and what it gave goes with it."""
    given = (
        Posting.objects.awards().filter(source_type=AWARD, source_id=lost.code).first()
    )
    if given is None:
        return None
    return reverse(given, by=SYSTEM, reason=lost.contest.name, at=at)


def _award(
    contestant: Contestant, rule: str, source: str, code: str, *, at: datetime
) -> Posting | None:
    """A guest has no account, and the rule may not be in force."""
    is_in_force = Rule.objects.filter(code=rule, is_current=True).exists()
    if contestant.person is None or not is_in_force:
        return None
    return award(
        contestant.person,
        rule_code=rule,
        source_type=source,
        source_id=code,
        by=SYSTEM,
        reason=contestant.contest.name,
        at=at,
    )
