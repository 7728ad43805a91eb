"""Her answer to an application that somebody else began for her."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.enrollment import access, outgoing
from school.enrollment.actions.applications import apply_with_consent
from school.enrollment.actions.invitations import end
from school.enrollment.invitation_refusals import (
    AccountClosed,
    InvitationExpired,
    InvitationOver,
    NameDiffers,
    TooManyTries,
    WrongCode,
)
from school.enrollment.models import Enrollment, Invitation
from school.enrollment.rules.eligibility import NO_WAIVER, Waiver
from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib import attempts
from school.lib.errors import NotPermitted
from school.people.actions import (
    acceptable_name,
    record_identity,
    record_phone,
    record_sign_up,
)
from school.people.models import ConsentText, Person, User

Capacity, Status = Invitation.Capacity, Invitation.Status
SOURCES = {
    Capacity.DESK: Enrollment.Source.VILLAGE,
    Capacity.RELATIVE: Enrollment.Source.RELATIVE,
    Capacity.COMPANY: Enrollment.Source.COMPANY,
}
# Ten of a million, however long the code is good.
MOST_TRIES = 10


def confirm_invitation(
    invitation: Invitation,
    *,
    code: str,
    name: str,
    text: ConsentText,
    id_number: str = "",
    helper: User | None = None,
    waiver: Waiver = NO_WAIVER,
    at: datetime | None = None,
) -> Invitation:
    """Apply, as the person whose number the code proves; `helper` is who typed it for her.

    What is refused leaves the invitation waiting, and the code good.
    """
    if helper is not None and not access.can_type_code(helper, invitation):
        raise NotPermitted
    now = at or timezone.now()
    _refuse_answered(invitation, at=now)
    _prove(invitation, code, at=now)
    return _confirm(
        invitation, name, id_number, text, helper=helper, waiver=waiver, at=at
    )


@transaction.atomic
def decline_invitation(
    invitation: Invitation, *, by: Actor, at: datetime | None = None
) -> Invitation:
    """She does not want it. The link in her SMS is enough: it costs nobody anything."""
    if not access.can_decline(by, invitation):
        raise NotPermitted
    at = at or timezone.now()
    return end(invitation, "decline_invitation", Status.DECLINED, by=by, at=at)


def _refuse_answered(invitation: Invitation, *, at: datetime) -> None:
    answer = invitation.answer(at=at)
    if answer == Status.EXPIRED:
        raise InvitationExpired
    if answer != Status.WAITING:
        raise InvitationOver(status=answer.label)


def _prove(invitation: Invitation, typed: str, *, at: datetime) -> None:
    """A try counts before it is compared, and whatever comes of it afterwards."""
    lasts = int((invitation.expires_at - invitation.asked_at).total_seconds())
    who = f"{invitation.pk}"
    if not attempts.take("invitation-code", who, most=MOST_TRIES, seconds=lasts):
        raise TooManyTries
    if not outgoing.is_code_of(invitation, typed):
        raise WrongCode


@transaction.atomic
def _confirm(
    invitation: Invitation,
    name: str,
    id_number: str,
    text: ConsentText,
    *,
    helper: User | None,
    waiver: Waiver,
    at: datetime | None,
) -> Invitation:
    """Under the row's lock: of two at once one becomes the application."""
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("cohort").get(pk=invitation.pk)
    now = at or timezone.now()
    _refuse_answered(found, at=now)
    user = _account(found.phone)
    person = _person(user, name, id_number, at=now)
    found.enrollment = apply_with_consent(
        person,
        cohort=found.cohort,
        by=user,
        source=SOURCES[Capacity(found.capacity)],
        text=text,
        waiver=waiver,
        at=at,
    )
    found.status, found.ended_at, found.typed_by = Status.CONFIRMED, now, helper
    found.save(update_fields=["enrollment", "status", "ended_at", "typed_by"])
    journal.record(
        by=helper or user,
        verb="enrollment.confirm_invitation",
        on=found,
        data={"for": str(user), "typed_by_helper": helper is not None},
        at=now,
    )
    return found


def _account(phone: str) -> User:
    """Of the number that the code has proved; the first time one is made."""
    user = User.objects.filter(phone=phone).first()
    if user is None:
        user = User(phone=phone)
        user.set_unusable_password()
        try:
            user = record_sign_up(user)
        except User.DoesNotExist:
            # Made and proved by another invitation at this very moment.
            user = User.objects.get(phone=phone)
    if not user.is_active:
        raise AccountClosed
    return record_phone(user, phone=phone, is_verified=True)


def _person(user: User, name: str, id_number: str, *, at: datetime) -> Person:
    """Who is on file for the account, or is put there now."""
    known = Person.objects.filter(user=user).first()
    if known is None or not known.has_identity:
        return record_identity(
            known or Person(user=user), name=name, id_number=id_number, by=user, at=at
        )
    # The code proves the telephone; that it is in the right hands, the name should say.
    if acceptable_name(name) != known.name:
        raise NameDiffers
    return known
