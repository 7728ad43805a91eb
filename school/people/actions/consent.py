from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import check_change
from school.people.models import Consent, ConsentText, Person
from school.people.refusals import (
    ConsentNotGiven,
    ConsentTextOutdated,
    IdentityMissing,
    NoCompany,
)
from school.people.signals import consent_given, consent_withdrawn


@transaction.atomic
def give_consent(
    person: Person, *, text: ConsentText, by: Actor, at: datetime | None = None
) -> Consent:
    """Agree to the present version of a text; agreeing twice is agreeing once.

    The desk may do it for a person whose signed form it holds.
    """
    at = at or timezone.now()
    check_change(person, by)
    if not person.pk:
        raise IdentityMissing
    # NO KEY: a notice to this person, written meanwhile under a class's lock, need not wait.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if not ConsentText.objects.current().filter(pk=text.pk).exists():
        raise ConsentTextOutdated
    if text.purpose in ConsentText.ABOUT_COMPANY and not person.company_id:
        raise NoCompany
    consent, is_new = Consent.objects.get_or_create(
        person=person, text=text, withdrawn_at=None, defaults={"given_at": at}
    )
    if not is_new:
        return consent
    journal.record(
        by=by,
        verb="people.give_consent",
        on=person,
        data={"purpose": text.purpose, "version": text.version},
        at=at,
    )
    consent_given.send(Consent, person=person, purpose=text.purpose, by=by, at=at)
    return consent


@transaction.atomic
def withdraw_consent(
    person: Person, *, purpose: str, by: Actor, at: datetime | None = None
) -> Person:
    """Take back whatever the person agreed to for `purpose`, in all its versions."""
    at = at or timezone.now()
    check_change(person, by)
    # A verb that rests on the consent holds the person's row: they take turns.
    list(
        Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person.pk)
    )
    if not end_consents(person, purpose=purpose, by=by, at=at):
        raise ConsentNotGiven
    return person


@transaction.atomic
def end_consents(person: Person, *, purpose: str, by: Actor, at: datetime) -> int:
    """Close the standing consents for `purpose`: a part of other verbs' transactions."""
    ended = Consent.objects.filter(
        person=person, text__purpose=purpose, withdrawn_at=None
    ).update(withdrawn_at=at)
    if ended:
        journal.record(
            by=by,
            verb="people.withdraw_consent",
            on=person,
            data={"purpose": purpose},
            at=at,
        )
        consent_withdrawn.send(Consent, person=person, purpose=purpose, by=by, at=at)
    return ended


@transaction.atomic
def publish_consent_text(
    *,
    purpose: str,
    text_zh: str,
    text_en: str,
    covers_bands: bool = False,
    covers_waiting: bool = False,
    by: Actor,
    at: datetime | None = None,
) -> ConsentText:
    """Put a new version in force. What people agreed to before stays as they read it."""
    at = at or timezone.now()
    if not by.has_perm("people.add_consenttext"):
        raise NotPermitted
    versions = ConsentText.objects.filter(purpose=purpose)
    newest = versions.aggregate(newest=Max("version"))["newest"] or 0
    # Two editors at once: the constraint lets one of them have the number.
    text = ConsentText.objects.create(
        purpose=purpose,
        version=newest + 1,
        text_zh=text_zh,
        text_en=text_en,
        covers_bands=covers_bands,
        covers_waiting=covers_waiting,
        published_at=at,
    )
    journal.record(
        by=by,
        verb="people.publish_consent_text",
        on=text,
        data={"purpose": purpose, "version": text.version},
        at=at,
    )
    return text
