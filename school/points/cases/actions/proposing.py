"""A deduction is proposed with its evidence, and the worker is told."""

from datetime import date, datetime
from typing import IO

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.calendar import is_working
from school.lib.errors import NotPermitted
from school.people.access import is_self
from school.people.models import Person, User
from school.points.actions.booking import rule_in_force
from school.points.cases import access, refusals, rules
from school.points.cases.actions.proofs import Incoming
from school.points.cases.actions.stepping import held, step
from school.points.cases.actions.telling import tell_worker
from school.points.cases.models import Case, CaseProof
from school.points.cases.models import Step as Line
from school.points.cases.rules import Step
from school.points.models import Rule
from school.points.refusals import NotADeduction

# A reference that somebody typed: what it names is not on record here.
DESK = "desk"


@transaction.atomic
def propose(
    person: Person,
    *,
    rule_code: str,
    occurred_on: date,
    facts: str,
    source: tuple[str, str],
    by: Actor,
    complaint_kind: str = "",
    at: datetime | None = None,
) -> Case:
    """Say what happened and by which rule it would cost points; nothing is deducted.

    Once for each rule and source: done again, it returns the case that is there.
    """
    now = at or timezone.now()
    _check_may_propose(person, by=by)
    rule = _rule(rule_code)
    if not facts.strip():
        raise refusals.FactsNeeded
    if occurred_on > timezone.localdate(now):
        raise refusals.HappensLater
    case, is_new = Case.objects.get_or_create(
        person=person,
        rule_code=rule.code,
        source_type=source[0],
        source_id=source[1],
        defaults={
            "rule": rule,
            "occurred_on": occurred_on,
            "facts": facts.strip(),
            "complaint_kind": complaint_kind,
            "opened_by": by if isinstance(by, User) else None,
            "opened_at": now,
        },
    )
    if is_new:
        step(case, Line.Verb.PROPOSE, by=by, at=now, version=rule.version)
    return case


def _check_may_propose(person: Person, *, by: Actor) -> None:
    if not by.has_perm(access.PROPOSE):
        raise NotPermitted
    if is_self(person, by):
        raise refusals.OwnCase


def _rule(code: str) -> Rule:
    rule = rule_in_force(code)
    if rule.delta >= 0:
        raise NotADeduction(code=code)
    return rule


def add_proof(
    case: Case, *, file: IO[bytes], by: Actor, at: datetime | None = None
) -> CaseProof:
    """Evidence of the school's side, until the worker is told: she answers all of it."""
    now = at or timezone.now()
    if not access.may(Step.PROVE, case, by):
        raise NotPermitted
    with Incoming(file) as incoming:
        _keep(case, incoming, by=by, at=now)
    assert incoming.proof
    return incoming.proof


@transaction.atomic
def _keep(case: Case, incoming: Incoming, *, by: Actor, at: datetime) -> None:
    case = held(case, Step.PROVE, by=by, at=at)
    data = incoming.keep(case, by=by, at=at)
    journal.record(by=by, verb="points.prove_case", on=case, data=data, at=at)


@transaction.atomic
def notify_worker(case: Case, *, by: Actor, at: datetime | None = None) -> Case:
    """Tell her reasons and evidence, and until when she may answer."""
    now = at or timezone.now()
    case = held(case, Step.NOTIFY, by=by, at=now)
    if case.source_type == DESK and not case.proofs.exists():
        raise refusals.ProofNeeded
    case.status = Case.Status.NOTIFIED
    case.notified_by = by if isinstance(by, User) else None
    case.notified_at = now
    case.respond_by = rules.last_day(
        timezone.localdate(now),
        working_days=rules.RESPONSE_DAYS,
        is_working=is_working,
    )
    case.save(update_fields=["status", "notified_by", "notified_at", "respond_by"])
    step(case, Line.Verb.NOTIFY, by=by, at=now, until=str(case.respond_by))
    tell_worker(case, "deduction_proposed", by=by, at=now, until=case.respond_by)
    return case
