from datetime import datetime

from django.utils import timezone

from school.looks.book import enter
from school.looks.models import Look
from school.people.models import Person, User


def make_look(
    person: Person,
    *,
    by: User,
    kind: Look.Kind = Look.Kind.PAYSLIP,
    at: datetime | None = None,
) -> Look:
    alone = Person.objects.filter(pk=person.pk)
    enter(alone, by=by, kind=kind, at=at or timezone.now())
    return Look.objects.latest("pk")
