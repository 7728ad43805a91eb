from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib import attempts, queue
from school.lib.crypto import fingerprint
from school.lib.errors import NotPermitted
from school.notices import senders, tasks
from school.notices.models import Mailbox
from school.notices.refusals import CodeExpired, NoMailbox, TooManyCodes, WrongCode
from school.people.access import is_self
from school.people.models import Person

MOST_TRIES, MOST_CODES, AN_HOUR = 5, 6, 3600
CODE_LASTS = timedelta(minutes=30)


@transaction.atomic
def give_address(
    person: Person, *, address: str, by: Actor, at: datetime | None = None
) -> Mailbox:
    """Put an e-mail address on file, and send a code to it; until it is typed the address is not used."""
    if not is_self(person, by):
        raise NotPermitted
    # Nobody's mailbox is to be filled from here.
    if not attempts.take("mailbox", str(person.pk), most=MOST_CODES, seconds=AN_HOUR):
        raise TooManyCodes
    at = at or timezone.now()
    mailbox, _made = Mailbox.objects.update_or_create(
        person=person,
        defaults={
            "address": address,
            "asked_at": at,
            "confirmed_at": None,
        },
    )
    journal.record(by=by, verb="notices.give_address", on=mailbox, at=at)
    queue.enqueue(tasks.send_code, mailbox.pk)
    return mailbox


def code_of(mailbox: Mailbox) -> str:
    """Six digits that follow from the address and the moment; kept nowhere."""
    moment = mailbox.asked_at.astimezone(UTC).isoformat()
    proof = fingerprint(f"mailbox {mailbox.pk} {mailbox.address} {moment}")
    return f"{int(proof, 16) % 1_000_000:06d}"


def send_code(mailbox: Mailbox) -> Mailbox:
    if mailbox.confirmed_at is None:
        senders.send_code(mailbox, code_of(mailbox))
    return mailbox


def confirm_address(
    person: Person, *, code: str, by: Actor, at: datetime | None = None
) -> Mailbox:
    """The code proves that the address is theirs. A try counts before it is compared."""
    if not is_self(person, by):
        raise NotPermitted
    at = at or timezone.now()
    mailbox = Mailbox.objects.filter(person=person, confirmed_at=None).first()
    if mailbox is None:
        raise NoMailbox
    right = code_of(mailbox)
    # Counted by the code itself: a new one begins anew.
    who = f"{mailbox.pk}-{fingerprint(right)[:16]}"
    if mailbox.asked_at <= at - CODE_LASTS or not attempts.take(
        "mailbox-code", who, most=MOST_TRIES, seconds=AN_HOUR
    ):
        raise CodeExpired
    if code != right:
        raise WrongCode
    # Not another address that was given since the code was read.
    asked = Mailbox.objects.filter(pk=mailbox.pk, asked_at=mailbox.asked_at)
    with transaction.atomic():
        if not asked.update(confirmed_at=at):
            raise CodeExpired
        mailbox.confirmed_at = at
        journal.record(by=by, verb="notices.confirm_address", on=mailbox, at=at)
    return mailbox


@transaction.atomic
def forget_address(person: Person, *, by: Actor, at: datetime | None = None) -> Person:
    if not is_self(person, by):
        raise NotPermitted
    mailbox = Mailbox.objects.filter(person=person).first()
    if mailbox is None:
        raise NoMailbox
    journal.record(by=by, verb="notices.forget_address", on=mailbox, at=at)
    mailbox.delete()
    return person
