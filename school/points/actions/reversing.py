from datetime import datetime

from django.db import transaction
from django.urls import reverse as reverse_url
from django.utils import timezone

from school.journal.actors import Actor
from school.lib.errors import NotPermitted, Refusal
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person, User
from school.points import refusals
from school.points.accounts import expired_of, sums_of
from school.points.actions.booking import book, lock
from school.points.cases.refusals import OwnCase
from school.points.cases.ties import is_tied
from school.points.models import Posting
from school.points.rules.accounts import Accounts, Line, rate, take_back


@transaction.atomic
def reverse(
    posting: Posting, *, by: Actor, reason: str, at: datetime | None = None
) -> Posting:
    """Undo an award or a deduction by opposite lines; what was spent of it is owed."""
    if not by.has_perm("points.reverse_entry"):
        raise NotPermitted
    _refuse_close(posting.person, by)
    if not reason.strip():
        raise refusals.ReasonNeeded
    lock(posting.person)
    if hindrance := why_not(posting):
        raise hindrance
    sums = sums_of(posting.person)
    undone = Posting(
        person=posting.person,
        kind=Posting.Kind.REVERSAL,
        points=-posting.points,
        rule=posting.rule,
        source_type=posting.source_type,
        source_id=posting.source_id,
        reverses=posting,
        reason=reason,
        at=at or timezone.now(),
    )
    lines = rate(-posting.points) + _spendable(posting, Accounts.of(sums))
    book(undone, lines, sums=sums, by=by, verb="reverse")
    if posting.kind == Posting.Kind.AWARD:
        _tell(undone, by=by)
    return undone


def _refuse_close(person: Person, by: Actor) -> None:
    """Points are neither given nor taken back among kin."""
    if is_self(person, by):
        raise OwnCase
    if isinstance(by, User) and is_tied(by, person):
        raise refusals.CloseReversal


def why_not(posting: Posting) -> Refusal | None:
    """Why it cannot be reversed, if so."""
    if posting.kind == Posting.Kind.REVERSAL:
        return refusals.IsReversal()
    if posting.kind not in Posting.REVERSIBLE:
        return refusals.NotReversible()
    if Posting.objects.filter(reverses=posting).exists():
        return refusals.AlreadyReversed()
    return None


def _spendable(posting: Posting, held: Accounts) -> list[Line]:
    """Recovery and deductions move the score alone."""
    given = posting.entries.filter(account="given").first()
    if given is None:
        return []
    expired = expired_of(posting) if held.expired else 0
    return take_back(-given.delta, held, expired=expired)


def _tell(undone: Posting, *, by: Actor) -> None:
    if not undone.points or undone.rule is None:
        return
    notify(
        undone.person,
        kind="points_reversed",
        context={
            "points": -undone.points,
            "reason": {"zh": undone.rule.title_zh, "en": undone.rule.title_en},
            "why": undone.reason,
        },
        link=reverse_url("points:account"),
        by=by,
        at=undone.at,
    )
