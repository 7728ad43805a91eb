"""Who may report pay, and whose."""

from django.db.models import Exists, OuterRef, QuerySet

from school.journal.actors import SYSTEM, Actor
from school.people.models import Company, Consent, ConsentText, Person, User

# The wage consent names who reads pay: the outcomes officer, and nobody else of the desk.
REPORT = "wages.report_pay"
Purpose = ConsentText.Purpose


def companies_of(user: User) -> QuerySet[Company]:
    """Those `user` may report for."""
    if user.has_perm(REPORT):
        return Company.objects.all()
    return Company.objects.filter(contacts__user=user)


def can_report(company: Company, by: Actor) -> bool:
    if by is SYSTEM or by.has_perm(REPORT):
        return True
    return company.contacts.filter(user_id=by.pk).exists()


def reportable(company: Company) -> QuerySet[Person]:
    """Its workers who agreed that it reports their pay, and to what becomes of it."""
    agreed = Consent.objects.standing().filter(person=OuterRef("pk"))
    return Person.objects.filter(
        Exists(agreed.of(Purpose.COMPANY_PAY)),
        Exists(agreed.of(Purpose.WAGES)),
        company=company,
    )
