"""Where a case meets the ledger: its deduction, and what that cost."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from school.journal.actors import SYSTEM, Actor
from school.points.accounts import midnight
from school.points.actions import deduct, reverse
from school.points.actions.booking import lock
from school.points.cases.models import Case
from school.points.models import Posting
from school.points.rules import period_of

CASE = Posting.Source.CASE
# A line of the ledger holds so much; the case has all of it.
LONGEST = 200


def take(case: Case, *, by: Actor, reason: str, at: datetime) -> int:
    """Lower the score by the rule, within its limit; how many points it came to."""
    lock(case.person)
    posting = deduct(
        case.person,
        rule=case.rule,
        source_type=CASE,
        source_id=case.code,
        by=by,
        reason=reason[:LONGEST],
        at=at,
        before=_before(case),
    )
    return -posting.points


def _before(case: Case) -> list[int]:
    """What the rule took in the period in which it happened, whenever it was confirmed."""
    period = period_of(case.rule.cap_period, case.occurred_on)
    if period is None:
        return []
    start, end = period
    cases = Case.objects.filter(person=case.person, rule_code=case.rule_code)
    then = cases.filter(occurred_on__gte=start, occurred_on__lt=end)
    by_hand = Q(at__gte=midnight(start), at__lt=midnight(end)) & ~Q(
        source_id__in=cases.values("code")
    )
    taken = Posting.objects.filter(
        Q(source_id__in=then.values("code")) | by_hand,
        person=case.person,
        kind=Posting.Kind.DEDUCTION,
        rule_code=case.rule_code,
        reversed_by=None,
    )
    return list(taken.values_list("points", flat=True))


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
