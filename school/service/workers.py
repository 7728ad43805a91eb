"""Whom an event is about: found by mobile number, or by its HMAC as the priority API gives it."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from school.people.models import Person
from school.people.rules import mobile_number
from school.points.shop.api import worker_key

Worker = Person
KEY = re.compile(r"[0-9a-f]{64}")


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Each value once: SQLite takes some thirty thousand in a question."""
    rest = iter(sorted(set(values) - {""}))
    while part := list(islice(rest, 10_000)):
        yield part


def workers_of(named: Iterable[str]) -> dict[str, Worker]:
    """By how each was named; who is not on file is left out."""
    numbers, keys = {}, set()
    for name in set(named) - {""}:
        if KEY.fullmatch(name):
            keys.add(name)
        else:
            numbers[name] = mobile_number(name)
    people = Person.objects.filter(user__is_active=True).select_related("user")
    by_phone = {
        person.phone: person
        for part in in_parts(numbers.values())
        for person in people.filter(user__phone__in=part)
    }
    found = {
        name: by_phone[number] for name, number in numbers.items() if number in by_phone
    }
    return found | _by_key(keys)


def _by_key(keys: set[str]) -> dict[str, Worker]:
    """Nothing leads back from a key: those of everybody are made, some 3 ms a thousand."""
    if not keys:
        return {}
    phones = Person.objects.exclude(user=None).values_list("pk", "user__phone")
    found = {key: pk for pk, phone in phones if (key := worker_key(phone)) in keys}
    people = Person.objects.filter(user__is_active=True).select_related("user")
    by_pk = people.in_bulk(found.values())
    return {key: by_pk[pk] for key, pk in found.items() if pk in by_pk}
