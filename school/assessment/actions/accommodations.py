"""Help in the theory exam: asked for by the trainee, granted by the registrar."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import refusals
from school.assessment.access import can_grant_help, is_candidate
from school.assessment.accommodations import kinds_of
from school.assessment.models import Accommodation, HelpRequest
from school.enrollment.models import Enrollment
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify, notify_colleague
from school.people.access import holders_of
from school.people.models import User

ALL_KINDS = [str(kind) for kind in Accommodation.Kind]
MAY_ASK = [*Enrollment.ON_ROLL, Enrollment.Status.OFFERED]


@transaction.atomic
def ask_help(
    enrollment: Enrollment,
    *,
    kinds: Sequence[str],
    by: Actor,
    at: datetime | None = None,
) -> HelpRequest:
    """Say what would help; a request that waits is replaced by the new one."""
    now = at or timezone.now()
    enrollment = _held(enrollment)
    if not is_candidate(by, enrollment):
        raise NotPermitted
    if enrollment.status not in MAY_ASK:
        raise refusals.NotOnRoll
    kinds = [kind for kind in ALL_KINDS if kind in kinds]
    if not kinds:
        raise refusals.NoHelpChosen
    request, is_new = HelpRequest.objects.update_or_create(
        enrollment=enrollment,
        status=HelpRequest.Status.ASKED,
        defaults={"kinds": kinds, "asked_at": now},
    )
    journal.record(
        by=by, verb="assessment.ask_help", on=request, data={"kinds": kinds}, at=now
    )
    # One that takes the place of another is on their list already.
    if is_new:
        _tell_registrars(enrollment, by=by, at=now)
    return request


def _tell_registrars(enrollment: Enrollment, *, by: Actor, at: datetime) -> None:
    for user in holders_of("assessment.grant_accommodation"):
        notify_colleague(
            user,
            kind="help_asked",
            context={"cohort": enrollment.cohort.name},
            link=reverse("assessment_desk:trainee", args=[enrollment.code]),
            by=by,
            at=at,
        )


@transaction.atomic
def grant_help(
    enrollment: Enrollment,
    *,
    kinds: Sequence[str],
    basis: str,
    by: Actor,
    percent: int | None = None,
    at: datetime | None = None,
) -> list[Accommodation]:
    """Grant what is not granted yet, and answer the request that waits, if any."""
    now = at or timezone.now()
    enrollment = _held(enrollment)
    if not can_grant_help(by):
        raise NotPermitted
    if enrollment.status not in MAY_ASK:
        raise refusals.NotOnRoll
    wanted = _wanted(enrollment, kinds)
    if Accommodation.Kind.MORE_TIME in wanted and not percent:
        raise refusals.PercentMissing
    granted = [
        Accommodation.objects.create(
            enrollment=enrollment,
            kind=kind,
            percent=percent if kind == Accommodation.Kind.MORE_TIME else None,
            basis=basis,
            granted_by=_user(by),
            granted_at=now,
        )
        for kind in wanted
    ]
    journal.record(
        by=by,
        verb="assessment.grant_help",
        on=enrollment,
        data={"kinds": wanted, "percent": percent, "basis": basis},
        at=now,
    )
    _answer(enrollment, HelpRequest.Status.GRANTED, by=by, at=now)
    _tell(enrollment, is_granted=True, by=by, at=now)
    return granted


def _wanted(enrollment: Enrollment, kinds: Sequence[str]) -> list[str]:
    """What is not granted yet."""
    has = kinds_of(enrollment)
    wanted = [kind for kind in ALL_KINDS if kind in kinds and kind not in has]
    if not wanted:
        raise refusals.NoHelpChosen
    return wanted


@transaction.atomic
def revoke_help(
    accommodation: Accommodation,
    *,
    by: Actor,
    reason: str,
    at: datetime | None = None,
) -> Accommodation:
    """It no longer acts on sittings begun from now on; what was granted stays on file."""
    now = at or timezone.now()
    if not can_grant_help(by):
        raise NotPermitted
    standing = Accommodation.objects.filter(pk=accommodation.pk, revoked_at=None)
    if not standing.update(revoked_at=now, revoked_by=_user(by)):
        raise refusals.SoAlready
    accommodation.refresh_from_db()
    journal.record(
        by=by,
        verb="assessment.revoke_help",
        on=accommodation.enrollment,
        reason=reason,
        data={"kind": accommodation.kind},
        at=now,
    )
    _tell(accommodation.enrollment, is_granted=False, reason=reason, by=by, at=now)
    return accommodation


@transaction.atomic
def decline_help(
    request: HelpRequest, *, by: Actor, reason: str, at: datetime | None = None
) -> HelpRequest:
    now = at or timezone.now()
    if not can_grant_help(by):
        raise NotPermitted
    enrollment = _held(request.enrollment)
    declined = HelpRequest.Status.DECLINED
    if not _answer(enrollment, declined, by=by, at=now, reason=reason):
        raise refusals.SoAlready
    request.refresh_from_db()
    journal.record(
        by=by, verb="assessment.decline_help", on=request, reason=reason, at=now
    )
    _tell(enrollment, is_granted=False, reason=reason, by=by, at=now)
    return request


def _answer(
    enrollment: Enrollment, status: str, *, by: Actor, at: datetime, reason: str = ""
) -> int:
    return (
        HelpRequest.objects.open()
        .filter(enrollment=enrollment)
        .update(status=status, answered_by=_user(by), answered_at=at, reason=reason)
    )


def _tell(
    enrollment: Enrollment,
    *,
    is_granted: bool,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    notify(
        enrollment.person,
        kind="help_answered",
        context={
            "cohort": enrollment.cohort.name,
            "is_granted": is_granted,
            "reason": reason,
        },
        link=reverse("assessment:help", args=[enrollment.code]),
        by=by,
        at=at,
    )


def _held(enrollment: Enrollment) -> Enrollment:
    """The enrolment, held so that two answers do not overtake each other."""
    return (
        Enrollment.objects.select_for_update(of=("self",))
        .select_related("person", "cohort__edition")
        .get(pk=enrollment.pk)
    )


def _user(by: Actor) -> User | None:
    return by if isinstance(by, User) else None
