"""A second person approves a version or sends it back; on its day it comes in force."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.people.models import User
from school.points.schemes import refusals, rules
from school.points.schemes.actions.holding import (
    APPROVE_RIGHT,
    DRAFT_RIGHT,
    check_day,
    held,
    record,
)
from school.points.schemes.actions.telling import announce, tell_proposer
from school.points.schemes.enacting import enact
from school.points.schemes.models import Scheme
from school.points.schemes.words import said_of

Status = Scheme.Status


@transaction.atomic
def approve_scheme(
    scheme: Scheme, *, by: User, at: datetime | None = None, seen: str | None = None
) -> Scheme:
    """Publish it: from now on it stands word for word, and everybody can read it.

    `seen` is its seal as `by` read it; None says that nothing could have changed.
    """
    now = at or timezone.now()
    found = held(scheme, Status.PROPOSED, right=APPROVE_RIGHT, by=by)
    if found.proposed_by_id == by.pk:
        raise refusals.OwnProposal
    if seen is not None and seen != found.seal:
        raise refusals.ReadAgain
    if wrong := rules.problems(found.content):
        raise refusals.NotSound(problems=said_of(wrong, found.body))
    assert found.starts_on
    check_day(found.starts_on, at=now)
    found.status, found.approved_by, found.approved_at = Status.APPROVED, by, now
    found.save(update_fields=["status", "approved_by", "approved_at"])
    record(found, "approve", by=by, at=now, starts_on=str(found.starts_on))
    tell_proposer(found, by=by, at=now)
    announce(found)
    return found


@transaction.atomic
def refuse_scheme(
    scheme: Scheme,
    *,
    reason: str,
    by: User,
    at: datetime | None = None,
    seen: str | None = None,
) -> Scheme:
    """Send it back to the draft, with a reason; `seen` as of `approve_scheme`."""
    now = at or timezone.now()
    found = held(scheme, Status.PROPOSED, right=APPROVE_RIGHT, by=by)
    if found.proposed_by_id == by.pk:
        raise refusals.OwnProposal
    if seen is not None and seen != found.seal:
        raise refusals.ReadAgain
    if not reason.strip():
        raise refusals.WordsNeeded
    found.status, found.answer = Status.DRAFT, reason.strip()
    found.save(update_fields=["status", "answer"])
    record(found, "refuse", by=by, at=now, reason=found.answer)
    tell_proposer(found, by=by, at=now)
    return found


@transaction.atomic
def drop_scheme(
    scheme: Scheme, *, reason: str, by: User, at: datetime | None = None
) -> Scheme:
    """Give it up: a draft by who may write one, a published version by who may approve one."""
    now = at or timezone.now()
    is_public = scheme.status == Status.APPROVED
    right = APPROVE_RIGHT if is_public else DRAFT_RIGHT
    status = Status.APPROVED if is_public else Status.DRAFT
    found = held(scheme, status, right=right, by=by)
    if not reason.strip():
        raise refusals.WordsNeeded
    found.status, found.answer = Status.DROPPED, reason.strip()
    found.save(update_fields=["status", "answer"])
    record(found, "drop", by=by, at=now, reason=found.answer)
    if is_public:
        announce(found)
    return found


@transaction.atomic
def enact_scheme(scheme: Scheme, *, by: Actor, at: datetime | None = None) -> Scheme:
    """Put it in force on its day, in the place of the one before."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    found = held(scheme, Status.APPROVED, right=APPROVE_RIGHT, by=by)
    today = timezone.localdate(now)
    assert found.starts_on
    if found.starts_on > today:
        raise refusals.MovedOn(status=found.get_status_display())
    former = Scheme.objects.filter(status=Status.IN_FORCE)
    former.update(status=Status.OVER, ended_on=today)
    found.status = Status.IN_FORCE
    found.save(update_fields=["status"])
    enact(found.body, version=found.version)
    record(found, "enact", by=by, at=now)
    return found
