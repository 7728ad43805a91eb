"""What its holder lets others see: opened, looked at, closed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from school.certificates.models import Certificate
from school.certificates.record.facts import record_of
from school.certificates.record.refusals import NothingOnRecord
from school.certificates.showing import refusals
from school.certificates.showing.models import Look, Showing
from school.journal import actions as journal
from school.lib.errors import NotPermitted
from school.people.models import Person, User

GOOD_FOR = timedelta(hours=24)
MOST_OPEN = 5


@transaction.atomic
def open_showing(
    certificate: Certificate, *, by: User, at: datetime | None = None
) -> Showing:
    """Make a link for a day; only its holder may."""
    now = at or timezone.now()
    if certificate.enrollment.person.user_id != by.pk:
        raise NotPermitted
    rows = Certificate.objects.select_for_update(of=("self",))
    certificate = rows.get(pk=certificate.pk)
    if certificate.status != Certificate.Status.VALID:
        raise refusals.NotShown
    if certificate.showings.open(at=now).count() >= MOST_OPEN:
        raise refusals.TooManyLinks(most=MOST_OPEN)
    showing = Showing.objects.create(
        certificate=certificate, made_by=by, made_at=now, until=now + GOOD_FOR
    )
    journal.record(by=by, verb="certificates.open_showing", on=certificate, at=now)
    return showing


@transaction.atomic
def release_record(person: Person, *, by: User, at: datetime | None = None) -> Showing:
    """Let whoever stands before her see her training record, for minutes.

    One code at a time: a new one ends the one before.
    """
    now = at or timezone.now()
    if person.user_id != by.pk:
        raise NotPermitted
    person = Person.objects.select_for_update(of=("self",), no_key=True).get(
        pk=person.pk
    )
    if record_of(person, on=timezone.localdate(now)).is_empty:
        raise NothingOnRecord
    person.record_showings.open(at=now).update(closed_at=now)
    showing = Showing.objects.create(
        person=person,
        made_by=by,
        made_at=now,
        until=now + timedelta(minutes=settings.RECORD_MINUTES),
    )
    journal.record(by=by, verb="certificates.release_record", on=person, at=now)
    return showing


@transaction.atomic
def close_showing(showing: Showing, *, by: User, at: datetime | None = None) -> Showing:
    """From now on the link leads nowhere. Closed twice, the first moment stands."""
    now = at or timezone.now()
    if showing.holder.user_id != by.pk:
        raise NotPermitted
    closed = Showing.objects.filter(pk=showing.pk, closed_at=None).update(closed_at=now)
    if closed:
        showing.closed_at = now
        shown = showing.certificate or showing.holder
        journal.record(by=by, verb="certificates.close_showing", on=shown, at=now)
    return showing


def note_look(showing: Showing, *, at: datetime) -> Look:
    """Its holder reads when somebody looked; there is no more to know."""
    return Look.objects.create(showing=showing, at=at)
