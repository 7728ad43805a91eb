"""Where a case meets the ledger: its deduction, and what that cost."""

from collections.abc import Iterable
from datetime import datetime

from school.journal.actors import SYSTEM, Actor
from school.points.actions import deduct, reverse
from school.points.cases.models import Case
from school.points.models import Posting

CASE = Posting.Source.CASE
# A line of the ledger holds so much; the case has all of it.
LONGEST = 200


def take(case: Case, *, by: Actor, reason: str, at: datetime) -> int:
    """Lower the score by the rule, within its limit; how many points it came to."""
    posting = deduct(
        case.person,
        rule=case.rule,
        source_type=CASE,
        source_id=case.code,
        by=by,
        reason=reason[:LONGEST],
        at=at,
    )
    return -posting.points


def give_back(case: Case, *, reason: str, at: datetime) -> None:
    """Exactly what was taken, by itself (rule R03)."""
    taken = Posting.objects.get(
        kind=Posting.Kind.DEDUCTION, source_type=CASE, source_id=case.code
    )
    reverse(taken, by=SYSTEM, reason=reason[:LONGEST], at=at)


def costs_of(cases: Iterable[Case]) -> dict[str, int]:
    """By the code of the case, what was taken, if anything."""
    taken = Posting.objects.filter(
        kind=Posting.Kind.DEDUCTION,
        source_type=CASE,
        source_id__in=[case.code for case in cases],
    )
    return {code: -points for code, points in taken.values_list("source_id", "points")}


def cost_of(case: Case) -> int | None:
    """None as long as nothing was deducted."""
    return costs_of([case]).get(case.code)


def case_reversed(posting: Posting) -> Case | None:
    """Whose deduction the posting takes back."""
    if posting.kind != Posting.Kind.REVERSAL or posting.source_type != CASE:
        return None
    return Case.objects.filter(code=posting.source_id).first()
