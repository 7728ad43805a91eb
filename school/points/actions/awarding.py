from datetime import datetime

from django.db import transaction
from django.urls import reverse as reverse_url
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
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
    rule_in_force,
)
from school.points.models import Posting, Rule
from school.points.requests.refusals import SecondPersonNeeded
from school.points.rules.accounts import Accounts, Line, give, rate


@transaction.atomic
def award(
    person: Person,
    *,
    rule_code: str,
    source_type: str,
    source_id: str,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
    second: User | None = None,
    version: Rule | None = None,
) -> Posting:
    """Give what the rule gives, once for this source.

    Done again, it returns the posting that is there. Past the rule's cap the event is
    kept with 0 points. Where the rule takes two for an award by hand, `second` is who
    confirmed it: such a one comes from `propose_award` alone. `version` is the one by
    which it was entered, in force still or not; else the one in force now counts.
    """
    if not by.has_perm("points.award_entry"):
        raise NotPermitted
    rule = awarding_rule(rule_code, source_type, version)
    check_alone(rule, by=by, second=second)
    lock(person)
    source = (source_type, source_id)
    there = booked(person, Posting.Kind.AWARD, rule_code=rule_code, source=source)
    if there:
        return there
    at = at or timezone.now()
    sums = sums_of(person)
    held = Accounts.of(sums)
    given = _grant(person, rule, score=held.score, at=at)
    lines = lines_of(rule, given, held)
    posting = by_rule(person, Posting.Kind.AWARD, rule, given)
    posting.source_type, posting.source_id = source
    posting.reason, posting.at = reason, at
    book(posting, lines, sums=sums, by=by, verb="award")
    if posting.points:
        tell_awarded(person, rule, posting.points, by=by, at=at)
    return posting


def awarding_rule(code: str, source_type: str, rule: Rule | None = None) -> Rule:
    """The rule in force, or this version of it, if it gives points for such a thing."""
    rule = rule or rule_in_force(code)
    assert rule.code == code
    if rule.delta <= 0:
        raise refusals.NotAnAward(code=code)
    expected = rules.SOURCE_OF_PERIOD.get(rule.cap_period, source_type)
    if source_type != expected:
        raise refusals.WrongSource(code=code, expected=expected)
    return rule


def check_alone(rule: Rule, *, by: Actor, second: User | None = None) -> None:
    """Whether so much may be given by one person; the machine's awards always may."""
    if isinstance(by, User) and rule.takes_two_by_hand and second in {None, by}:
        raise SecondPersonNeeded(rule=rule.code)


def _grant(person: Person, rule: Rule, *, score: int, at: datetime) -> rules.Grant:
    before = earlier(person, rule, at=at)
    given = rules.grant(rule.delta, cap=cap_of(rule), earlier=before)
    return within_ceiling(given, rule, score=score)


def lines_of(rule: Rule, given: rules.Grant, held: Accounts) -> list[Line]:
    """Recovery moves the score alone."""
    lines = rate(given.delta)
    return lines if rule.category == rules.RECOVERY else lines + give(given.delta, held)


def within_ceiling(given: rules.Grant, rule: Rule, *, score: int) -> rules.Grant:
    if rule.category != rules.RECOVERY:
        return given
    ceiling = rule.source.get("ceiling_score")
    return rules.below_ceiling(given, score=score, ceiling=ceiling)


def tell_awarded(
    person: Person, rule: Rule, points: int, *, by: Actor, at: datetime
) -> None:
    notify(
        person,
        kind="points_awarded",
        context={
            "points": points,
            "reason": {"zh": rule.title_zh, "en": rule.title_en},
        },
        link=reverse_url("points:account"),
        by=by,
        at=at,
    )
