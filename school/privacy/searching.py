"""Whom somebody at the desk looks for, by name or by the end of a number."""

from django.db.models import Q, QuerySet

from school.people.models import Person


def people_called(who: str) -> QuerySet[Person]:
    if not who:
        return Person.objects.none()
    found = Q(name__icontains=who) | Q(user__phone__endswith=who)
    return Person.objects.filter(found).select_related("user", "company")
