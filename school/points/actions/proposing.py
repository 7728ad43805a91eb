"""Awards by hand: given at once, or by two people where the rule says so."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import holders_of, is_self
from school.people.models import Person, User
from school.points.actions.awarding import award, awarding_rule
from school.points.actions.booking import booked, lock
from school.points.cases.refusals import TooClose
from school.points.cases.ties import Ties, is_tied
from school.points.deeds.access import asks_for_evidence
from school.points.deeds.refusals import EvidenceAsked
from school.points.models import Posting, Rule
from school.points.refusals import ReasonNeeded
from school.points.requests import refusals
from school.points.requests.models import AwardRequest
from school.points.telling import tell_colleague

Status = AwardRequest.Status
AWARD, CONFIRM = "points.award_entry", "points.confirm_award"


@transaction.atomic
def propose_award(
    person: Person,
    *,
    rule_code: str,
    source_type: str,
    source_id: str,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> Posting | AwardRequest:
    """Award by hand: the one door for every form in which somebody gives points.

    Takes what `award` takes. Returns the posting where `by` may give so many points
    alone; else an `AwardRequest`, which a second person confirms or refuses at the desk,
    and nothing is in the ledger until then. Done again for the same source it returns
    the posting or the waiting request that is there: its `at` or `asked_at` is then not
    the `at` given. What the machine gives (`SYSTEM`) never waits.
    """
    if not by.has_perm(AWARD):
        raise NotPermitted
    _refuse_close(person, by)
    now = at or timezone.now()
    rule = awarding_rule(rule_code, source_type)
    source = (source_type, source_id)
    if isinstance(by, User) and asks_for_evidence(rule):
        raise EvidenceAsked(code=rule.code)
    if not isinstance(by, User) or not rule.takes_two_by_hand:
        return award(
            person,
            rule_code=rule_code,
            source_type=source_type,
            source_id=source_id,
            by=by,
            reason=reason,
            at=now,
        )
    lock(person)
    there = booked(person, Posting.Kind.AWARD, rule_code=rule_code, source=source)
    return there or _ask(person, rule, source=source, by=by, reason=reason, at=now)


def _ask(
    person: Person,
    rule: Rule,
    *,
    source: tuple[str, str],
    by: User,
    reason: str,
    at: datetime,
) -> AwardRequest:
    request, is_new = AwardRequest.objects.get_or_create(
        person=person,
        rule_code=rule.code,
        source_type=source[0],
        source_id=source[1],
        status=Status.WAITING,
        defaults={
            "rule": rule,
            "reason": reason.strip(),
            "asked_by": by,
            "asked_at": at,
        },
    )
    if is_new:
        _record(request, "propose_award", by=by, at=at, reason=request.reason)
        _tell_seconds(request, by=by, at=at)
    return request


@transaction.atomic
def confirm_award(
    request: AwardRequest, *, by: User, at: datetime | None = None
) -> AwardRequest:
    """Give what was asked for, by the very version of the rule that was asked by.

    Another may be in force by now, or none.
    """
    now = at or timezone.now()
    request = _held(request, by=by)
    if not request.asked_by.is_active or not request.asked_by.has_perm(AWARD):
        raise refusals.AskerMayNoMore
    request.posting = award(
        request.person,
        rule_code=request.rule_code,
        source_type=request.source_type,
        source_id=request.source_id,
        by=request.asked_by,
        reason=request.reason,
        at=now,
        second=by,
        version=request.rule,
    )
    _close(request, Status.CONFIRMED, verb="confirm_award", by=by, at=now)
    return request


@transaction.atomic
def refuse_award(
    request: AwardRequest, *, by: User, reason: str, at: datetime | None = None
) -> AwardRequest:
    request = _held(request, by=by)
    if not reason.strip():
        raise ReasonNeeded
    request.answer = reason.strip()
    now = at or timezone.now()
    _close(request, Status.REFUSED, verb="refuse_award", by=by, at=now)
    return request


@transaction.atomic
def withdraw_award(
    request: AwardRequest, *, by: User, at: datetime | None = None
) -> AwardRequest:
    """Who asked takes it back."""
    if not by.has_perm(AWARD):
        raise NotPermitted
    request = _waiting(request)
    if request.asked_by_id != by.pk:
        raise refusals.NotOwnRequest
    now = at or timezone.now()
    _close(request, Status.WITHDRAWN, verb="withdraw_award", by=by, at=now)
    return request


def _held(request: AwardRequest, *, by: User) -> AwardRequest:
    """It waits, and `by` may answer it: of two who press at once one does."""
    if not by.has_perm(CONFIRM):
        raise NotPermitted
    request = _waiting(request)
    if request.asked_by_id == by.pk:
        raise refusals.OwnRequest
    _refuse_close(request.person, by)
    return request


def _refuse_close(person: Person, by: Actor) -> None:
    """Nobody gives points to herself, her kin or a colleague of her company."""
    if is_self(person, by):
        raise refusals.OwnAward
    if isinstance(by, User) and is_tied(by, person):
        raise TooClose


def _waiting(request: AwardRequest) -> AwardRequest:
    rows = AwardRequest.objects.select_for_update(of=("self",))
    request = rows.select_related("asked_by", "person", "rule").get(pk=request.pk)
    if not request.is_waiting:
        raise refusals.AnsweredAlready(status=Status(request.status).label)
    return request


def _close(
    request: AwardRequest, status: str, *, verb: str, by: User, at: datetime
) -> None:
    request.status, request.decided_by, request.decided_at = status, by, at
    request.save(
        update_fields=["status", "decided_by", "decided_at", "answer", "posting"]
    )
    _record(request, verb, by=by, at=at, reason=request.answer)
    if status != Status.WITHDRAWN:
        _tell(
            request,
            request.asked_by,
            "award_answered",
            by=by,
            at=at,
            is_confirmed=status == Status.CONFIRMED,
            why=request.answer,
        )


def _record(
    request: AwardRequest, verb: str, *, by: Actor, at: datetime, reason: str
) -> None:
    journal.record(
        by=by,
        verb=f"points.{verb}",
        on=request,
        reason=reason,
        data={"rule": request.rule_code, "version": request.rule.version},
        at=at,
    )


def _tell_seconds(request: AwardRequest, *, by: User, at: datetime) -> None:
    others = [
        user
        for user in holders_of(CONFIRM)
        if user != by and not is_self(request.person, user)
    ]
    for user in Ties(others).free(request.person):
        _tell(request, user, "award_waits", by=by, at=at)


def _tell(
    request: AwardRequest,
    user: User,
    kind: str,
    *,
    by: User,
    at: datetime,
    **more: str | bool,
) -> None:
    link = reverse("points_desk:award_request", args=[request.code])
    tell_colleague(user, kind, rule=request.rule, link=link, by=by, at=at, **more)
