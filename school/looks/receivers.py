from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest

from school.looks import doors, lists
from school.looks.models import Look
from school.people.models import Person
from school.people.signals import number_shown
from school.ui.signals import list_taken


@receiver(list_taken)
def list_seen(
    sender: Any, request: HttpRequest, rows: QuerySet[Any, Any], **signal: Any
) -> None:
    lists.taken(request, rows)


@receiver(number_shown)
def number_seen(
    sender: Any, request: HttpRequest, person: Person, **signal: Any
) -> None:
    doors.seen(request, person, kind=Look.Kind.PHONE)
