"""What may happen to a certificate after it was issued. Nothing is ever deleted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.certificates import refusals, rules, signals
from school.certificates.actions.alone import check_alone
from school.certificates.approval.models import ApprovalRequest
from school.certificates.models import Certificate, RenewalWithdrawal, StatusChange
from school.certificates.naming import named
from school.certificates.renewal.actions import fall_away, hold_all
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import User

Status = Certificate.Status


def suspend(certificate: Certificate, *, by: User, reason: str) -> Certificate:
    return _become(certificate, Status.SUSPENDED, by=by, reason=reason)


def reinstate(certificate: Certificate, *, by: User, reason: str) -> Certificate:
    return _become(certificate, Status.VALID, by=by, reason=reason)


def revoke(
    certificate: Certificate,
    *,
    by: User,
    reason: str,
    request: ApprovalRequest | None = None,
) -> Certificate:
    """Revoke for good: the number stays in the register and answers "revoked"."""
    check_alone(request)
    return _become(certificate, Status.REVOKED, by=by, reason=reason)


@transaction.atomic
def _become(
    certificate: Certificate, status: Certificate.Status, *, by: User, reason: str
) -> Certificate:
    if not by.has_perm("certificates.revoke_certificate"):
        raise NotPermitted
    if not reason.strip():
        raise refusals.ReasonNeeded
    now = timezone.now()
    if status == Status.REVOKED:
        hold_all(certificate.enrollment.person_id)
    certificate = Certificate.objects.select_for_update(of=("self",)).get(
        pk=certificate.pk
    )
    before = Status(certificate.status)
    if before in {Status.QUEUED, Status.STOPPED} or not rules.may_become(
        before, status
    ):
        raise refusals.NotPossible(now=before.label, then=status.label)
    put(certificate, status, by=by, reason=reason, at=now)
    journal.record(
        by=by,
        verb=f"certificates.{'reinstate' if status == Status.VALID else status.value}",
        on=certificate,
        reason=reason,
        at=now,
    )
    tell(certificate, by=by, at=now, sms=True)
    if status == Status.REVOKED:
        cause = RenewalWithdrawal.Cause.REVOKED
        fall_away(certificate.enrollment, cause=cause, at=now)
        signals.revoked.send(sender=Certificate, certificate=certificate)
    return certificate


def put(
    certificate: Certificate,
    status: Certificate.Status,
    *,
    by: User,
    reason: str,
    at: datetime,
) -> None:
    """Write a lawful change down, with its line of history."""
    certificate.status = status
    certificate.save(update_fields=["status"])
    StatusChange.objects.create(
        certificate=certificate, status=status, reason=reason.strip(), by=by, at=at
    )


def tell(certificate: Certificate, *, by: User, at: datetime, sms: bool) -> None:
    notify(
        certificate.enrollment.person,
        kind="certificate_changed",
        context={
            **named(certificate),
            "status": str(certificate.status),
            "day": timezone.localdate(at),
        },
        link="/study/certificates/",
        by=by,
        at=at,
        sms=sms,
    )
