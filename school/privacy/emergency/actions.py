"""Opening what is masked in an emergency, and looking at that again."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.looks.book import enter
from school.looks.roles import roles_in_words, roles_of
from school.notices.actions import notify
from school.people.access import is_self
from school.people.models import Person, User
from school.privacy import refusals
from school.privacy.models.emergency import (
    LOOK_KINDS,
    OPEN,
    REASON_LEAST,
    REVIEW,
    EmergencyLook,
    EmergencyReview,
)


@transaction.atomic
def open_in_emergency(
    person: Person,
    *,
    by: User,
    what: str,
    kind: str,
    reason: str,
    at: datetime | None = None,
) -> EmergencyLook:
    """For one person, one thing and a short while; she is told at once."""
    if not by.has_perm(OPEN) or is_self(person, by):
        raise NotPermitted
    reason = " ".join(reason.split())
    if len(reason) < REASON_LEAST:
        raise refusals.EmergencyReasonShort(least=REASON_LEAST)
    at = at or timezone.now()
    roles, _company = roles_of(by)
    look = EmergencyLook(
        person=person, what=what, kind=kind, reason=reason, by=by, roles=roles, at=at
    )
    if not look.value:
        raise refusals.NothingToOpen
    look.save()
    _enter(look)
    journal.record(
        by=by,
        verb="privacy.open_in_emergency",
        on=person,
        reason=reason,
        data={"look": look.code, "what": what, "kind": kind},
        at=at,
    )
    _tell(look)
    return look


@transaction.atomic
def review_emergency(
    look: EmergencyLook,
    *,
    by: User,
    is_in_order: bool,
    words: str = "",
    at: datetime | None = None,
) -> EmergencyReview:
    """A second person says whether it had to be; of an objection the person is told."""
    if not by.has_perm(REVIEW):
        raise NotPermitted
    if look.by_id == by.pk or is_self(look.person, by):
        raise refusals.OwnEmergency
    words = words.strip()
    if not is_in_order and not words:
        raise refusals.ObjectionNeeded
    at = at or timezone.now()
    try:
        with transaction.atomic():
            review = EmergencyReview.objects.create(
                look=look, is_in_order=is_in_order, words=words, by=by, at=at
            )
    except IntegrityError:
        raise refusals.Reviewed from None
    journal.record(
        by=by,
        verb="privacy.review_emergency",
        on=look.person,
        reason=words,
        data={"look": look.code, "is_in_order": is_in_order},
        at=at,
    )
    if not is_in_order:
        _tell_of_objection(review)
    return review


def _enter(look: EmergencyLook) -> None:
    enter(
        Person.objects.filter(pk=look.person_id),
        by=look.by,
        kind=LOOK_KINDS[EmergencyLook.What(look.what)],
        reason=look.reason,
        at=look.at,
        is_emergency=True,
    )


def _tell(look: EmergencyLook) -> None:
    notify(
        look.person,
        kind="emergency_look",
        context={
            "name": _who(look),
            "when": look.at,
            "reason": look.reason,
            "is_id_number": look.what == EmergencyLook.What.ID_NUMBER,
        },
        link=reverse("privacy:looks"),
        by=look.by,
        at=look.at,
        sms=True,
    )


def _tell_of_objection(review: EmergencyReview) -> None:
    notify(
        review.look.person,
        kind="emergency_objected",
        context={"when": review.look.at, "reason": review.words},
        link=reverse("privacy:looks"),
        by=review.by,
        at=review.at,
    )


def _who(look: EmergencyLook) -> str:
    """In the language of the school: a notice is read in more than one."""
    with translation.override(settings.LANGUAGE_CODE):
        return roles_in_words(look.roles)
