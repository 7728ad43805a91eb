"""Beginning an application for somebody else: she is asked, on her own number, whether she wants it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment import access, outgoing
from school.enrollment.actions.applications import refuse_closed
from school.enrollment.invitation_refusals import (
    AlreadyInvited,
    DeclinedAlready,
    InvitationOver,
    NoNumber,
    NotYourWorker,
    NumberAskedTooOften,
    OwnNumber,
    TooManyInvitations,
)
from school.enrollment.models import Invitation
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib import attempts
from school.lib.crypto import fingerprint
from school.lib.errors import NotPermitted
from school.people.actions import acceptable_name
from school.people.models import Person, User

Capacity, Status = Invitation.Capacity, Invitation.Status
DAY = 24 * 3600
# A desk asks all day, a contact asks for all her workers at once.
MOST_ASKED = {Capacity.RELATIVE: 6, Capacity.DESK: 200, Capacity.COMPANY: 200}
# By whomever: nobody's telephone is to ring all day.
MOST_TO_A_NUMBER = 4
# How long the number and name of somebody who did not come are kept.
FORGOTTEN_AFTER = timedelta(days=30)


def invite(
    cohort: Cohort,
    *,
    phone: str,
    name: str,
    by: User,
    capacity: str,
    relation: str = "",
    at: datetime | None = None,
) -> Invitation:
    """Ask the person with this number whether she wants to apply for the class.

    Whether the number has an account is not looked up, so the answer cannot tell.
    """
    if not access.can_invite(by, capacity):
        raise NotPermitted
    at = at or timezone.now()
    invitation = Invitation(
        cohort=cohort,
        phone=phone,
        name=acceptable_name(name),
        asked_by=by,
        capacity=capacity,
        relation=relation,
    )
    return _ask(invitation, at=at)


def invite_worker(
    cohort: Cohort, *, worker: Person, by: User, at: datetime | None = None
) -> Invitation:
    """As a company's contact: ask one of its workers, who agreed to be seen by it."""
    seen = Person.objects.shown_to_contact(by).select_related("user", "company")
    known = seen.filter(pk=worker.pk).first()
    if known is None:
        raise NotYourWorker
    if not known.phone:
        raise NoNumber
    at = at or timezone.now()
    invitation = Invitation(
        cohort=cohort,
        phone=known.phone,
        name=known.name,
        asked_by=by,
        capacity=Capacity.COMPANY,
        company=known.company,
        worker=known,
    )
    return _ask(invitation, at=at)


@transaction.atomic
def withdraw_invitation(
    invitation: Invitation, *, by: Actor, at: datetime | None = None
) -> Invitation:
    """Take it back before it is answered; the code works no more."""
    if invitation.asked_by_id != by.pk and not access.can_admit(by):
        raise NotPermitted
    at = at or timezone.now()
    return end(invitation, "withdraw_invitation", Status.WITHDRAWN, by=by, at=at)


def expire_invitations(*, at: datetime | None = None) -> int:
    """Close what has run out, and forget the numbers of who did not come long ago.

    What has run out is over at its time, whether this runs or not.
    """
    at = at or timezone.now()
    expired = list(Invitation.objects.run_out(at=at).select_related("cohort"))
    for invitation in expired:
        _expire(invitation, at=at)
    past_invitations(at).update(phone="", name="")
    return len(expired)


def past_invitations(at: datetime) -> QuerySet[Invitation]:
    """Those that came to nothing so long ago that the number is forgotten."""
    came_to_nothing = [Status.DECLINED, Status.EXPIRED, Status.WITHDRAWN]
    ended = Invitation.objects.filter(
        status__in=came_to_nothing, ended_at__lt=at - FORGOTTEN_AFTER
    )
    return ended.exclude(phone="")


@transaction.atomic
def _expire(invitation: Invitation, *, at: datetime) -> None:
    if (
        Invitation.objects.run_out(at=at)
        .filter(pk=invitation.pk)
        .update(status=Status.EXPIRED, ended_at=invitation.expires_at)
    ):
        journal.record(
            by=SYSTEM, verb="enrollment.expire_invitation", on=invitation, at=at
        )


@transaction.atomic
def end(
    invitation: Invitation, verb: str, status: str, *, by: Actor, at: datetime
) -> Invitation:
    """Close a waiting one without an application: a part of other verbs' transactions."""
    waiting = Invitation.objects.waiting(at=at).filter(pk=invitation.pk)
    if not waiting.update(status=status, ended_at=at):
        invitation.refresh_from_db(fields=["status"])
        raise InvitationOver(status=invitation.answer(at=at).label)
    invitation.status, invitation.ended_at = status, at
    journal.record(by=by, verb=f"enrollment.{verb}", on=invitation, at=at)
    return invitation


def _ask(invitation: Invitation, *, at: datetime) -> Invitation:
    """Counted outside the transaction: what is refused counts too."""
    by, phone = invitation.asked_by, invitation.phone
    if by.phone == phone:
        raise OwnNumber
    most = MOST_ASKED[Capacity(invitation.capacity)]
    if not attempts.take("invite", f"user-{by.pk}", most=most, seconds=DAY):
        raise TooManyInvitations
    number = fingerprint(f"invite {phone}")[:16]
    if not attempts.take("invite", number, most=MOST_TO_A_NUMBER, seconds=DAY):
        raise NumberAskedTooOften
    return _keep(invitation, at=at)


@transaction.atomic
def _keep(invitation: Invitation, *, at: datetime) -> Invitation:
    # The application itself is refused late; nobody is asked in vain either.
    refuse_closed(invitation.cohort, is_late_allowed=False, at=at)
    _refuse_twice(invitation, at=at)
    invitation.asked_at = at
    invitation.expires_at = at + timedelta(hours=settings.INVITATION_HOURS)
    invitation.due_at = outgoing.due(invitation, at=at)
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        # Pressed twice at once.
        raise AlreadyInvited from None
    journal.record(
        by=invitation.asked_by,
        verb="enrollment.invite",
        on=invitation,
        data={
            "capacity": invitation.capacity,
            "company": invitation.company.name if invitation.company else "",
        },
        at=at,
    )
    outgoing.enqueue(invitation, at=at)
    return invitation


def _refuse_twice(invitation: Invitation, *, at: datetime) -> None:
    """The same asker twice; of a company, whichever of its contacts asked first."""
    same = Invitation.objects.filter(
        cohort=invitation.cohort_id, phone=invitation.phone
    )
    if invitation.company_id:
        mine = same.filter(company=invitation.company_id)
    else:
        mine = same.filter(asked_by=invitation.asked_by_id)
    if mine.waiting(at=at).exists():
        raise AlreadyInvited
    if mine.filter(status=Status.DECLINED).exists():
        raise DeclinedAlready
    for former in same.filter(asked_by=invitation.asked_by_id).run_out(at=at):
        _expire(former, at=at)
