"""People and companies, as the desk's search finds them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from school.people.models import Company, Person
from school.ui.finding import Found, Kind, anywhere


def _person(person: Person) -> Found:
    about = (person.masked_phone, str(person.company or ""), person.town)
    note = " · ".join(word for word in about if word)
    return Found(person.name, note, reverse("portal_desk:person", args=[person.code]))


def _company(company: Company) -> Found:
    href = reverse("person:index") + f"?company={company.pk}"
    return Found(company.name, company.town, href)


KINDS = [
    Kind(
        "people.view_person",
        _("People"),
        lambda query: (
            Person.objects.filter(anywhere(query, "name", "user__phone"))
            .select_related("user", "company")
            .order_by("name", "pk")
        ),
        _person,
        "person:index",
    ),
    Kind(
        "people.view_company",
        _("Companies"),
        lambda query: Company.objects.filter(anywhere(query, "name", "town")).order_by(
            "name", "pk"
        ),
        _company,
        "company:index",
    ),
]
