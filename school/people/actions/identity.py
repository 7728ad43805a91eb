from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.crypto import fingerprint
from school.people.access import check_change, is_self
from school.people.models import Person, User
from school.people.refusals import (
    IdentityOnFile,
    IdNumberMissing,
    IdNumberTaken,
    ReasonMissing,
    of_fault,
)
from school.people.rules import IdNumber, Unacceptable, normal_name, parse_id_number

COLUMNS = [
    "user",
    "name",
    "id_number",
    "id_number_hash",
    "id_number_tail",
    "birth_year",
    "sex",
]


def acceptable_name(typed: str) -> str:
    """The name as it will be kept; refuses what cannot be a name."""
    try:
        return normal_name(typed)
    except Unacceptable as error:
        raise of_fault(error.fault) from None


def acceptable_id_number(typed: str, *, at: datetime) -> IdNumber:
    try:
        return parse_id_number(
            typed,
            today=timezone.localdate(at),
            synthetic=settings.DEMONSTRATION,
        )
    except Unacceptable as error:
        raise of_fault(error.fault) from None


@transaction.atomic
def record_identity(
    person: Person,
    *,
    name: str,
    id_number: str,
    by: Actor,
    reason: str = "",
    at: datetime | None = None,
) -> Person:
    """Put name and ID number on file, or correct them.

    An unsaved `Person(user=…)` is put on file with it, unless that account has a
    person already. Without a number, the one on file stays; only the desk may do that.
    """
    at = at or timezone.now()
    check_change(person, by)
    person = _locked(person)
    kept = acceptable_name(name)
    number = acceptable_id_number(id_number, at=at) if id_number else None
    if number is None and is_self(person, by):
        raise IdNumberMissing
    if person.pk and not _changes(person, kept, number):
        return person
    if person.has_identity and is_self(person, by):
        raise IdentityOnFile
    if person.has_identity and not reason:
        raise ReasonMissing
    changed = ["name"] * (kept != person.name) + ["id_number"] * (number is not None)
    _write(person, kept, number)
    typed = {} if name == kept else {"name_as_typed": name}
    data = {"changed": changed, **typed}
    journal.record(
        by=by, verb="people.record_identity", on=person, reason=reason, data=data, at=at
    )
    return person


def _changes(person: Person, name: str, number: IdNumber | None) -> bool:
    return name != person.name or (
        number is not None and fingerprint(number.number) != person.id_number_hash
    )


def _locked(person: Person) -> Person:
    """The row to write: two first savings of one account end in one person."""
    if person.pk:
        return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user_id is None:
        return person
    User.objects.select_for_update().get(pk=person.user_id)
    return Person.objects.filter(user_id=person.user_id).first() or person


def _write(person: Person, name: str, number: IdNumber | None) -> None:
    person.name = name
    if number is not None:
        person.id_number = number.number
        person.id_number_hash = fingerprint(number.number)
        person.id_number_tail = number.number[-4:]
        person.birth_year = number.birth.year
        person.sex = Person.Sex.FEMALE if number.is_female else Person.Sex.MALE
    try:
        with transaction.atomic():
            person.save(update_fields=COLUMNS if person.pk else None)
    except IntegrityError:
        raise IdNumberTaken from None
