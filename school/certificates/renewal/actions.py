"""Renewing what a certificate certifies: by a refresher, by an annual review; and taking that back."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from school.assessment.models import Result
from school.assessment.rules.keeping import months_after
from school.certificates import rules
from school.certificates.models import Certificate
from school.certificates.naming import named
from school.certificates.refusals import ReasonNeeded
from school.certificates.renewal import refusals
from school.certificates.renewal.models import (
    RefresherReminder,
    RefresherRule,
    Renewal,
    RenewalWithdrawal,
)
from school.certificates.renewal.terms import refreshed_by, uncounted
from school.courses.models import Course
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import User
from school.ui.templatetags.ui import full_date

PAGE = "/study/certificates/"
Kind, Cause = Renewal.Kind, RenewalWithdrawal.Cause
# Why a refresher that is passed may leave everything as it was: it carries no further,
# an earlier result of the same class was counted, or it was suspended just then.
RENEWS_NOTHING = (
    refusals.CarriesNoFurther,
    refusals.NoRefresher,
    refusals.NotRenewed,
    refusals.RenewedBeforeIssue,
)


@transaction.atomic
def set_refreshers(
    course: Course,
    *,
    by: User,
    is_suggested: bool,
    refreshers: Collection[Course],
    at: datetime | None = None,
) -> RefresherRule:
    """From now on certificates of the course name a day for a refresher, or do not."""
    now = at or timezone.now()
    if not by.has_perm("certificates.change_refresherrule"):
        raise NotPermitted
    rule, _made = RefresherRule.objects.select_for_update().get_or_create(course=course)
    rule.is_suggested = is_suggested
    rule.save(update_fields=["is_suggested"])
    rule.refreshers.set(refreshers)
    journal.record(
        by=by,
        verb="certificates.set_refreshers",
        on=course,
        data={
            "is_suggested": is_suggested,
            "refreshers": sorted(one.code for one in refreshers),
        },
        at=now,
    )
    return rule


@transaction.atomic
def renew(
    certificate: Certificate,
    *,
    by: Actor,
    kind: Renewal.Kind,
    done_on: date,
    note: str = "",
    refresher: Enrollment | None = None,
    at: datetime | None = None,
) -> Renewal:
    """Append a renewal; the next refresher is suggested so many months after `done_on`."""
    now = at or timezone.now()
    if isinstance(by, User) and not by.has_perm("certificates.renew_certificate"):
        raise NotPermitted
    certificate = _held(certificate)
    until = _carries_to(certificate, done_on, at=now)
    if kind == Kind.REFRESHER and refresher not in uncounted(certificate):
        raise refusals.NoRefresher
    renewal = Renewal.objects.create(
        enrollment=certificate.enrollment,
        kind=kind,
        refresher=refresher if kind == Kind.REFRESHER else None,
        done_on=done_on,
        until=until,
        note=note.strip(),
        by=by if isinstance(by, User) else None,
        at=now,
    )
    journal.record(
        by=by,
        verb="certificates.renew",
        on=certificate,
        reason=renewal.note,
        data={"kind": str(kind), "done_on": done_on, "until": until},
        at=now,
    )
    _tell(certificate, kind="certificate_renewed", by=by, at=now)
    return renewal


def hold_all(person_id: int) -> None:
    """Lock every certificate of hers, in one order, before what may go from one to others.

    Of two courses each may refresh the other: who revokes both at once would wait for each
    other otherwise.
    """
    hers = Certificate.objects.filter(enrollment__person=person_id).order_by("pk")
    list(hers.select_for_update(of=("self",)).values_list("pk"))


def _held(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",)).select_related(
        "enrollment__person", "enrollment__cohort__edition__course__refresher_rule"
    )
    return rows.get(pk=certificate.pk)


def _carries_to(certificate: Certificate, done_on: date, *, at: datetime) -> date:
    """Until when it renews; a refusal where it renews nothing."""
    if certificate.status != Certificate.Status.VALID:
        raise refusals.NotRenewed(now=Certificate.Status(certificate.status).label)
    until = certificate.currency.until
    if until is None:
        raise refusals.NothingSuggested
    if done_on > timezone.localdate(at):
        raise refusals.RenewedInFuture
    # It renews the training, so the day counts on which that was first certified.
    issued_on = certificate.enrollment.certificates.earliest("pk").issued_on
    if done_on < issued_on:
        raise refusals.RenewedBeforeIssue(day=full_date(issued_on))
    months = certificate.enrollment.cohort.edition.refresher_months
    carries_to = months_after(done_on, months)
    if carries_to <= until:
        raise refusals.CarriesNoFurther(until=full_date(until))
    return carries_to


@transaction.atomic
def withdraw_renewal(
    renewal: Renewal,
    *,
    by: Actor,
    reason: str = "",
    cause: RenewalWithdrawal.Cause = Cause.MISTAKE,
    at: datetime | None = None,
) -> RenewalWithdrawal:
    """It does not count any more; what was suggested before it counts again."""
    now = at or timezone.now()
    if isinstance(by, User) and not by.has_perm("certificates.renew_certificate"):
        raise NotPermitted
    if cause == Cause.MISTAKE and not reason.strip():
        raise ReasonNeeded
    # The lock under which a training is renewed: two who withdraw come one after the other.
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("enrollment__person")
        .filter(enrollment=renewal.enrollment_id)
        .latest("pk")
    )
    if RenewalWithdrawal.objects.filter(renewal=renewal).exists():
        raise refusals.WithdrawnAlready
    withdrawal = RenewalWithdrawal.objects.create(
        renewal=renewal,
        cause=cause,
        reason=reason.strip(),
        by=by if isinstance(by, User) else None,
        at=now,
    )
    journal.record(
        by=by,
        verb="certificates.withdraw_renewal",
        on=certificate,
        reason=withdrawal.reason,
        data={"kind": renewal.kind, "done_on": renewal.done_on, "cause": cause},
        at=now,
    )
    _tell(certificate, kind="renewal_withdrawn", by=by, at=now)
    return withdrawal


def follow_result(result: Result, *, at: datetime) -> None:
    """A refresher that is passed renews, and renews no more once its result falls away.

    What is suspended is not renewed now; the registrar enters the refresher later.
    """
    if not result.has_passed:
        fall_away(result.enrollment, cause=Cause.RESULT, at=at)
        return
    for certificate in refreshed_by(result.enrollment).order_by("pk"):
        with suppress(*RENEWS_NOTHING), transaction.atomic():
            renew(
                certificate,
                by=SYSTEM,
                kind=Kind.REFRESHER,
                done_on=timezone.localdate(result.decided_at),
                refresher=result.enrollment,
                at=at,
            )


def fall_away(
    refresher: Enrollment, *, cause: RenewalWithdrawal.Cause, at: datetime
) -> None:
    """What the class had renewed is renewed no more."""
    falling = refresher.refreshed.filter(withdrawal=None)
    if falling:
        hold_all(refresher.person_id)
    for renewal in falling:
        withdraw_renewal(renewal, by=SYSTEM, cause=cause, at=at)


@transaction.atomic
def remind_of_refreshers(*, by: Actor, at: datetime | None = None) -> int:
    """Tell holders sixty and fourteen days before the suggested day, each once."""
    now = at or timezone.now()
    if by is not SYSTEM:
        raise NotPermitted
    day = timezone.localdate(now)
    first, last = rules.reminder_window(day)
    found = (
        Certificate.objects.with_refresher_due(since=first, until=last)
        .select_related("enrollment__person")
        .with_renewals()
    )
    return sum(_remind(certificate, on=day, at=now) for certificate in found)


def _remind(certificate: Certificate, *, on: date, at: datetime) -> bool:
    until = certificate.currency.until
    assert until
    days = rules.reminder_due(until, on=on, last=None)
    assert days
    # Two workers may have the task at once: the row takes one of them.
    _row, is_new = RefresherReminder.objects.get_or_create(
        enrollment=certificate.enrollment,
        until=until,
        days=days,
        defaults={"at": at},
    )
    if is_new:
        _tell(certificate, kind="refresher_suggested", by=SYSTEM, at=at)
        journal.record(
            by=SYSTEM, verb="certificates.remind_of_refresher", on=certificate, at=at
        )
    return is_new


def _tell(certificate: Certificate, *, kind: str, by: Actor, at: datetime) -> None:
    notify(
        certificate.enrollment.person,
        kind=kind,
        context={
            **named(certificate),
            "until": certificate.currency.until,
        },
        link=PAGE,
        by=by,
        at=at,
    )
