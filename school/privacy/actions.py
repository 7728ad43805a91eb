"""Asking for a copy of all data of a person, and handing it out."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from school.journal import actions as journal
from school.lib.crypto import unseal_stream
from school.lib.errors import NotPermitted
from school.lib.queue import enqueue
from school.looks.book import enter
from school.looks.models import Look
from school.notices.actions import notify
from school.notices.models import Preference
from school.people.access import is_self
from school.people.models import Person, User
from school.privacy import refusals, tasks
from school.privacy.models import EXPORT, PersonalExport

A_DAY, MOST_A_DAY = timedelta(days=1), 3


@transaction.atomic
def ask_for_export(person: Person, *, by: User, reason: str = "") -> PersonalExport:
    """Have the worker gather all that is held about her; for others only with a reason."""
    if not is_self(person, by):
        if not by.has_perm(EXPORT):
            raise NotPermitted
        if not reason.strip():
            raise refusals.ReasonNeeded
    now = timezone.now()
    if person.data_exports.filter(asked_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise refusals.TooMany
    try:
        with transaction.atomic():
            export = PersonalExport.objects.create(
                person=person,
                asked_by=by,
                reason=reason.strip(),
                language=_language_of(person, by),
                asked_at=now,
            )
    except IntegrityError:
        raise refusals.BeingMade from None
    journal.record(
        by=by,
        verb="privacy.ask_for_export",
        on=person,
        reason=export.reason,
        data={"export": export.code},
        at=now,
    )
    if not is_self(person, by):
        _tell_of_copy(export)
    enqueue(tasks.make_export, export.pk)
    return export


def _tell_of_copy(export: PersonalExport) -> None:
    notify(
        export.person,
        kind="copy_made",
        context={"reason": export.reason},
        link=reverse("privacy:looks"),
        by=export.asked_by,
        at=export.asked_at,
        sms=True,
    )


@transaction.atomic
def take_export(export: PersonalExport, *, by: User) -> Iterator[bytes]:
    """The ZIP, piece by piece; that it was taken stands in the journal."""
    if not PersonalExport.objects.visible_to(by).filter(pk=export.pk).exists():
        raise NotPermitted
    if not export.is_ready:
        raise refusals.NotReady
    try:
        file = export.file.open("rb")
    except OSError:
        raise refusals.NotReady from None
    export.taken_at = timezone.now()
    export.save(update_fields=["taken_at"])
    journal.record(
        by=by,
        verb="privacy.take_export",
        on=export.person,
        reason=export.reason,
        data={"export": export.code},
        at=export.taken_at,
    )
    enter(
        Person.objects.filter(pk=export.person_id),
        by=by,
        kind=Look.Kind.COPY,
        reason=export.reason,
        at=export.taken_at,
    )
    return unseal_stream(file)


def _language_of(person: Person, by: User) -> str:
    """The reader's own; for somebody else the one she chose for messages."""
    if is_self(person, by):
        return get_language() or settings.LANGUAGE_CODE
    chosen = Preference.objects.filter(person=person).exclude(language="")
    return chosen.values_list("language", flat=True).first() or settings.LANGUAGE_CODE
