from datetime import datetime

from django.db import transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.people.access import check_change
from school.people.actions.consent import end_consents
from school.people.models import Company, ConsentText, Person
from school.people.refusals import IdentityMissing


@transaction.atomic
def choose_company(
    person: Person, *, company: Company | None, by: Actor, at: datetime | None = None
) -> Person:
    """Name the company someone works for, or none.

    What one company was allowed to see is not handed on to the next: that consent ends.
    """
    at = at or timezone.now()
    check_change(person, by)
    if not person.pk:
        raise IdentityMissing
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.company == company:
        return person
    end_consents(person, purpose=ConsentText.Purpose.COMPANY, by=by, at=at)
    person.company = company
    person.save(update_fields=["company"])
    journal.record(
        by=by,
        verb="people.choose_company",
        on=person,
        data={"company": company.name if company else ""},
        at=at,
    )
    return person


@transaction.atomic
def set_town(person: Person, *, town: str, by: Actor) -> Person:
    check_change(person, by)
    if not person.pk:
        raise IdentityMissing
    town = town.strip()
    if person.town != town:
        person.town = town
        person.save(update_fields=["town"])
        journal.record(by=by, verb="people.set_town", on=person, data={"town": town})
    return person
