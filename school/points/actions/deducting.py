from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.models import Person, User
from school.points import refusals, rules
from school.points.accounts import sums_of
from school.points.actions.booking import (
    book,
    booked,
    by_rule,
    cap_of,
    earlier,
    lock,
)
from school.points.models import Posting, Rule
from school.points.rules.accounts import rate


@transaction.atomic
def deduct(
    person: Person,
    *,
    rule: Rule,
    source_type: str,
    source_id: str,
    by: Actor,
    reason: str,
    at: datetime | None = None,
    before: Sequence[int] | None = None,
) -> Posting:
    """Lower the score by what this version of the rule takes, once for this source.

    The end of due process and nothing but its end: a person confirms, never a machine.
    The version is the one that the worker was told of, in force still or not. `before`:
    what the rule's limit is held against, read under the person's lock; else by `at`.
    """
    if not isinstance(by, User) or not by.has_perm("points.confirm_deduction"):
        raise NotPermitted
    if rule.delta >= 0:
        raise refusals.NotADeduction(code=rule.code)
    if not reason.strip():
        raise refusals.ReasonNeeded
    lock(person)
    source = (source_type, source_id)
    there = booked(person, Posting.Kind.DEDUCTION, rule_code=rule.code, source=source)
    if there:
        return there
    at = at or timezone.now()
    if before is None:
        before = earlier(person, rule, at=at)
    taken = rules.deduction(rule.delta, cap=cap_of(rule), earlier=before)
    posting = by_rule(person, Posting.Kind.DEDUCTION, rule, taken)
    posting.source_type, posting.source_id = source
    posting.reason, posting.at = reason, at
    lines = rate(taken.delta)
    return book(posting, lines, sums=sums_of(person), by=by, verb="deduct")
