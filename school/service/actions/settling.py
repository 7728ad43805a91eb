"""What the platform holds against a worker is looked at by a person: a case, or nothing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.access import is_self
from school.people.models import User
from school.points.cases.access import PROPOSE
from school.points.cases.actions import propose
from school.points.cases.models import Case
from school.points.cases.refusals import OwnCase
from school.service import refusals, rules
from school.service.models import Matter
from school.service.models.matter import CASE_SOURCE

LONGEST = 200


@transaction.atomic
def open_case(
    matter: Matter, *, rule_code: str, facts: str, by: Actor, at: datetime | None = None
) -> Case:
    """Propose a deduction for it; the worker is told, answers, and a second person confirms."""
    now = at or timezone.now()
    matter = _held(matter, by=by)
    event = matter.event
    if rule_code not in rules.fitting(event.kind, event.complaint):
        raise refusals.OtherKind
    case = propose(
        event.person,
        rule_code=rule_code,
        occurred_on=timezone.localdate(event.occurred_at),
        facts=facts,
        source=(CASE_SOURCE, event.code),
        complaint_kind=event.complaint,
        by=by,
        at=now,
    )
    matter.status, matter.case = Matter.Status.OPENED, case
    _settle(matter, by=by, at=now)
    journal.record(by=by, verb="service.open", on=event, at=now)
    return case


@transaction.atomic
def dismiss(
    matter: Matter, *, reason: str, by: Actor, at: datetime | None = None
) -> Matter:
    """Nothing comes of it, and why."""
    now = at or timezone.now()
    matter = _held(matter, by=by)
    if not reason.strip():
        raise refusals.ReasonNeeded
    matter.status, matter.reason = Matter.Status.DISMISSED, reason.strip()[:LONGEST]
    _settle(matter, by=by, at=now)
    journal.record(
        by=by, verb="service.dismiss", on=matter.event, reason=matter.reason, at=now
    )
    return matter


def _held(matter: Matter, *, by: Actor) -> Matter:
    """Still waiting, and for somebody who may: no machine and nobody for herself."""
    if by is SYSTEM or not by.has_perm(PROPOSE):
        raise NotPermitted
    if is_self(matter.event.person, by):
        raise OwnCase
    held = Matter.objects.select_for_update(of=("self",)).select_related(
        "event__person"
    )
    matter = held.get(pk=matter.pk)
    if matter.status != Matter.Status.WAITING:
        raise refusals.Settled(status=matter.get_status_display())
    return matter


def _settle(matter: Matter, *, by: Actor, at: datetime) -> None:
    matter.settled_by = by if isinstance(by, User) else None
    matter.settled_at = at
    matter.save(update_fields=["status", "case", "reason", "settled_by", "settled_at"])
