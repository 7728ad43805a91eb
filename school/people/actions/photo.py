from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.fields import secret_code
from school.lib.photos import portrait
from school.people.access import check_change
from school.people.models import Person
from school.people.refusals import IdentityMissing


def set_photo(person: Person, *, file: IO[bytes], by: Actor) -> Person:
    """Make `file` the person's portrait; its content decides whether it is a picture."""
    check_change(person, by)
    if not person.pk:
        raise IdentityMissing
    # Outside the transaction: unpacking a large picture takes a second.
    return _keep(person, portrait(file), by)


@transaction.atomic
def _keep(person: Person, picture: bytes, by: Actor) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    storage, former = person.photo.storage, person.photo.name
    person.photo.save(f"{secret_code()}.jpg", ContentFile(picture), save=False)
    person.save(update_fields=["photo"])
    journal.record(by=by, verb="people.set_photo", on=person)
    if former:
        transaction.on_commit(partial(storage.delete, former))
    return person
