"""Two people for what a certificate cannot be without: one asks, another confirms or refuses."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from school.certificates.actions import issue, reissue, revoke
from school.certificates.approval import refusals
from school.certificates.approval.models import ApprovalRequest
from school.certificates.approval.rehearsal import (
    Line,
    differing,
    line_of,
    rehearse,
)
from school.certificates.models import Batch, Certificate
from school.certificates.refusals import ReasonNeeded
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.notices.actions import notify_colleague
from school.people.access import holders_of
from school.people.models import User

Kind, Status = ApprovalRequest.Kind, ApprovalRequest.Status


def ask_to_issue(
    cohort: Cohort,
    *,
    by: User,
    only: Collection[Enrollment] | None = None,
    on: date | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> ApprovalRequest:
    now = at or timezone.now()
    day = on or timezone.localdate(now)
    request = ApprovalRequest(kind=Kind.ISSUE, cohort=cohort, issued_on=day)
    return _ask(request, by=by, reason=reason, at=now, only=only)


def ask_to_reissue(
    certificate: Certificate,
    *,
    by: User,
    reason: str,
    kind: Certificate.Reissue,
    at: datetime | None = None,
) -> ApprovalRequest:
    request = _about(certificate, Kind.REISSUE, because=kind)
    return _ask(request, by=by, reason=reason, at=at or timezone.now())


def ask_to_revoke(
    certificate: Certificate, *, by: User, reason: str, at: datetime | None = None
) -> ApprovalRequest:
    request = _about(certificate, Kind.REVOKE)
    return _ask(request, by=by, reason=reason, at=at or timezone.now())


def revoke_or_ask(
    certificate: Certificate, *, by: User, reason: str
) -> Certificate | ApprovalRequest:
    """At once, or by two where the school has it so."""
    if settings.CERTIFICATES_BY_TWO:
        return ask_to_revoke(certificate, by=by, reason=reason)
    return revoke(certificate, by=by, reason=reason)


def _about(
    certificate: Certificate, kind: ApprovalRequest.Kind, **more: Any
) -> ApprovalRequest:
    cohort = certificate.enrollment.cohort
    return ApprovalRequest(kind=kind, cohort=cohort, certificate=certificate, **more)


@transaction.atomic
def _ask(
    request: ApprovalRequest,
    *,
    by: User,
    reason: str,
    at: datetime,
    only: Collection[Enrollment] | None = None,
) -> ApprovalRequest:
    """Keep the request, if the one who asks could do it now by herself."""
    if not by.has_perm(request.permission):
        raise NotPermitted
    request.asked_by, request.asked_at = by, at
    request.reason = reason.strip()
    request.plan = rehearse(lambda: _carry_out(request, by=by, at=at, only=only))
    if not request.plan:
        raise refusals.NothingToIssue
    # Undone with the rest.
    request.batch = None
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError as error:
        raise refusals.AskedAlready from error
    journal.record(
        by=by,
        verb="certificates.ask_for_two",
        on=request,
        reason=request.reason,
        data={"kind": request.kind, "lines": len(request.plan)},
        at=at,
    )
    for user in holders_of(request.permission):
        if user != by:
            _tell(request, user, kind="certificate_request_waits", by=by, at=at)
    return request


def _carry_out(
    request: ApprovalRequest,
    *,
    by: User,
    at: datetime,
    only: Collection[Enrollment] | None = None,
) -> list[Line]:
    """Do what is asked for, and say what was done, line by line."""
    if request.kind == Kind.ISSUE:
        stopped = _stopped(request.cohort)
        batch = issue(
            request.cohort, by=by, only=only, on=request.issued_on, request=request
        )
        # One that was there before is somebody else's: nothing was left to do.
        return [] if batch.requested_at < at else _printed(request, batch, stopped)
    certificate = request.certificate
    assert certificate
    if request.kind == Kind.REISSUE:
        because = Certificate.Reissue(request.because)
        new = reissue(
            certificate, by=by, reason=request.reason, kind=because, request=request
        )
        return _printed(request, new.batch, set())
    before = Certificate.objects.select_for_update(of=("self",)).get(pk=certificate.pk)
    revoke(certificate, by=by, reason=request.reason, request=request)
    return [{"name": certificate.claims["name"], "was": before.status}]


def _stopped(cohort: Cohort) -> set[int]:
    stopped = Certificate.objects.filter(
        enrollment__cohort=cohort, status=Certificate.Status.STOPPED
    )
    return set(stopped.values_list("pk", flat=True))


def _printed(request: ApprovalRequest, batch: Batch, stopped: set[int]) -> list[Line]:
    request.batch = batch
    certificates = batch.certificates.select_related("enrollment").order_by("pk")
    return [line_of(one, is_new=one.pk not in stopped) for one in certificates]


@transaction.atomic
def confirm_request(
    request: ApprovalRequest, *, by: User, at: datetime | None = None
) -> ApprovalRequest:
    """Carry it out, if that is still word for word what was asked for."""
    now = at or timezone.now()
    request = _held(request, by=by)
    if not request.asked_by.is_active or not request.asked_by.has_perm(
        request.permission
    ):
        raise refusals.AskerMayNoMore
    codes = [line["enrollment"] for line in request.plan if "enrollment" in line]
    only = Enrollment.objects.filter(code__in=codes).select_related("person")
    done = _carry_out(request, by=by, at=now, only=list(only))
    if changed := differing(request.plan, done):
        raise refusals.ChangedSince(names="、".join(changed))
    verb = "confirm_request"
    _close(request, Status.CONFIRMED, verb=verb, by=by, at=now)
    return request


@transaction.atomic
def refuse_request(
    request: ApprovalRequest, *, by: User, reason: str, at: datetime | None = None
) -> ApprovalRequest:
    now = at or timezone.now()
    request = _held(request, by=by)
    if not reason.strip():
        raise ReasonNeeded
    request.answer = reason.strip()
    verb = "refuse_request"
    _close(request, Status.REFUSED, verb=verb, by=by, at=now)
    return request


@transaction.atomic
def withdraw_request(
    request: ApprovalRequest, *, by: User, at: datetime | None = None
) -> ApprovalRequest:
    """Who asked takes it back."""
    now = at or timezone.now()
    if not by.has_perm(request.permission):
        raise NotPermitted
    request = _waiting(request)
    if request.asked_by_id != by.pk:
        raise refusals.NotOwnRequest
    verb = "withdraw_request"
    _close(request, Status.WITHDRAWN, verb=verb, by=by, at=now)
    return request


def _held(request: ApprovalRequest, *, by: User) -> ApprovalRequest:
    """It waits, and `by` may answer it: of two who press at once one does."""
    if not by.has_perm(request.permission):
        raise NotPermitted
    request = _waiting(request)
    if request.asked_by_id == by.pk:
        raise refusals.OwnRequest
    return request


def _waiting(request: ApprovalRequest) -> ApprovalRequest:
    rows = ApprovalRequest.objects.select_for_update(of=("self",))
    request = rows.select_related("asked_by", "cohort", "certificate").get(
        pk=request.pk
    )
    if not request.is_waiting:
        raise refusals.AnsweredAlready(status=Status(request.status).label)
    return request


def _close(
    request: ApprovalRequest,
    status: ApprovalRequest.Status,
    *,
    verb: str,
    by: User,
    at: datetime,
) -> None:
    request.status, request.decided_by, request.decided_at = status, by, at
    request.save(
        update_fields=["status", "decided_by", "decided_at", "answer", "batch"]
    )
    journal.record(
        by=by,
        verb=f"certificates.{verb}",
        on=request,
        reason=request.answer,
        data={"kind": request.kind},
        at=at,
    )
    if status != Status.WITHDRAWN:
        kind = "certificate_request_answered"
        _tell(request, request.asked_by, kind=kind, by=by, at=at)


def _tell(
    request: ApprovalRequest, user: User, *, kind: str, by: User, at: datetime
) -> None:
    context: dict[str, Any] = {"cohort": request.cohort.name, "name": str(by)}
    if kind == "certificate_request_answered":
        context["is_confirmed"] = request.status == Status.CONFIRMED
        context["reason"] = request.answer
    notify_colleague(
        user,
        kind=kind,
        context=context,
        link=reverse("certificates_desk:request", args=[request.code]),
        by=by,
        at=at,
    )
