from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from school.journal import actions as journal
from school.journal.actors import Actor
from school.lib.errors import NotPermitted
from school.people.access import check_change
from school.people.actions.consent import end_consents
from school.people.models import Company, CompanyContact, ConsentText, Person, User
from school.people.refusals import AlreadyContact, IdentityMissing, NoSuchAccount


@transaction.atomic
def choose_company(
    person: Person, *, company: Company | None, by: Actor, at: datetime | None = None
) -> Person:
    """Name the company someone works for, or none.

    What one company was allowed to see or report is not handed on to the next: those consents end.
    """
    at = at or timezone.now()
    check_change(person, by)
    if not person.pk:
        raise IdentityMissing
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.company == company:
        return person
    for purpose in ConsentText.ABOUT_COMPANY:
        end_consents(person, purpose=purpose, by=by, at=at)
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


@transaction.atomic
def record_company(company: Company, *, name: str, town: str, by: Actor) -> Company:
    """Put a company on file, or correct its name and town."""
    right = "people.change_company" if company.pk else "people.add_company"
    if not by.has_perm(right):
        raise NotPermitted
    company.name, company.town = name.strip(), town.strip()
    company.save(update_fields=["name", "town"] if company.pk else None)
    journal.record(by=by, verb="people.record_company", on=company)
    return company


@transaction.atomic
def name_contact(company: Company, *, phone: str, by: Actor) -> CompanyContact:
    """Let the account with this number see the company's workers who agreed."""
    if not by.has_perm("people.add_companycontact"):
        raise NotPermitted
    user = User.objects.filter(phone=phone, is_active=True).first()
    if user is None:
        raise NoSuchAccount
    try:
        with transaction.atomic():
            contact = CompanyContact.objects.create(user=user, company=company)
    except IntegrityError:
        raise AlreadyContact from None
    journal.record(
        by=by,
        verb="people.name_contact",
        on=company,
        data={"account": str(user)},
    )
    return contact


@transaction.atomic
def dismiss_contact(contact: CompanyContact, *, by: Actor) -> Company:
    if not by.has_perm("people.delete_companycontact"):
        raise NotPermitted
    company = contact.company
    journal.record(
        by=by,
        verb="people.dismiss_contact",
        on=company,
        data={"account": str(contact.user)},
    )
    contact.delete()
    return company
