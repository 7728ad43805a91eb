"""The card follows from what is on record; a red one is lifted by a person only."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person
from school.points.actions.booking import lock
from school.standing import refusals, rules, wording
from school.standing.facts import facts_of, least_scores
from school.standing.models import Standing, StandingChange
from school.standing.models.standing import Card


def bring_in_line(person: Person, *, by: Actor, at: datetime) -> Standing:
    """The card as it follows from what is on record; what has changed is kept and told."""
    standing = _held(person, at=at)
    facts = facts_of(person, standing, at=at)
    decision = rules.decide(facts, least_scores(), on=timezone.localdate(at))
    _write(standing, decision, facts.score, by=by, at=at)
    return standing


@transaction.atomic
def lift(
    standing: Standing,
    *,
    by: Actor,
    reason: str,
    decision: str = "",
    at: datetime | None = None,
) -> Standing:
    """End a red card whose way back is done; what then counts is what came after."""
    if by is SYSTEM or not by.has_perm("standing.lift_red"):
        raise NotPermitted
    if is_self(standing.person, by):
        raise refusals.OwnCard
    if not reason.strip():
        raise refusals.WordsNeeded
    at = at or timezone.now()
    standing = _held(standing.person, at=at)
    if standing.card != Card.RED:
        raise refusals.NotRed
    on, least = timezone.localdate(at), least_scores()
    facts = facts_of(standing.person, standing, at=at)
    steps = rules.way_back(facts, least, on=on)
    if left := rules.missing(steps):
        raise refusals.WayNotDone(missing=wording.listed(left))
    if rules.needs_decision(facts) and not decision.strip():
        raise refusals.DecisionNeeded
    standing.lifted_at = at
    after = rules.lifted(facts, at=timezone.localtime(at))
    words = {"is_lifting": True, "words": reason.strip(), "decision": decision.strip()}
    _write(
        standing, rules.decide(after, least, on=on), facts.score, by=by, at=at, **words
    )
    return standing


def _held(person: Person, *, at: datetime) -> Standing:
    """The row under the person's lock: one change of a card at a time."""
    lock(person)
    rows = Standing.objects.select_related("person")
    new = {"since": at, "score": 0}
    return rows.get_or_create(person=person, defaults=new)[0]


def _write(
    standing: Standing,
    found: rules.Decision,
    score: int,
    *,
    by: Actor,
    at: datetime,
    **words: Any,
) -> None:
    before = standing.card
    standing.score = score
    standing.reasons = [{"code": one.code, **one.data} for one in found.reasons]
    standing.private_through = found.private_through
    standing.review_on = found.review_on
    if found.card != before:
        standing.card, standing.since = found.card, at
    standing.save(
        update_fields=[
            "score",
            "reasons",
            "private_through",
            "review_on",
            "lifted_at",
            "card",
            "since",
        ]
    )
    if found.card != before:
        _announce(standing, before, by=by, at=at, **words)


def _announce(
    standing: Standing, before: str, *, by: Actor, at: datetime, **words: Any
) -> None:
    StandingChange.objects.create(
        person=standing.person,
        before=before,
        after=standing.card,
        score=standing.score,
        reasons=standing.reasons,
        actor_label=str(by)[:120],
        at=at,
        **words,
    )
    journal.record(
        by=by,
        verb=f"standing.{'lift' if words else 'change_card'}",
        on=standing.person,
        reason=words.get("words", ""),
        data={"from": before, "to": standing.card, "score": standing.score},
        at=at,
    )
    notify(
        standing.person,
        kind="card_changed",
        context={"card": standing.card},
        link=reverse("standing:mine"),
        by=by,
        at=at,
        sms=Card.RED in (before, standing.card),
    )
