"""What a view says when it shows what is a person's own."""

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from school.journal.things import Thing
from school.looks import actions
from school.looks.models import Look
from school.people.models import Person, User


def seen(
    request: HttpRequest,
    person: Person,
    *,
    kind: Look.Kind,
    on: Model | None = None,
    thing: str = "",
) -> None:
    alone = Person.objects.filter(pk=person.pk)
    seen_all(request, alone, kind=kind, on=on or person, thing=thing)


def seen_all(
    request: HttpRequest,
    people: QuerySet[Person],
    *,
    kind: Look.Kind,
    on: Model | Thing,
    thing: str = "",
) -> None:
    """Reading is the event; asking for the head alone (HEAD) shows nothing."""
    if request.method == "HEAD" or not isinstance(request.user, User):
        return
    actions.open_data(people, by=request.user, kind=kind, on=on, thing=thing)
