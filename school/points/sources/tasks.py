"""Settled by the queue: what gives points has committed by then, and nobody waits for it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from django.db.models import Q, QuerySet
from django.utils import timezone

from school.attendance.models import Event
from school.courses.models import Session
from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one
from school.people.models import Person
from school.points.sources.actions import settle
from school.points.sources.evenings import CLASSES, EVENINGS
from school.points.sources.reading import all_sources, off
from school.points.sources.source import Source

# Further back than the time between two runs: a run that was late misses nothing.
LOOKS_BACK = timedelta(hours=3)


def settle_person(person_id: int) -> int:
    return _settle(Person.objects.filter(pk=person_id), all_sources())


def settle_class(cohort_id: int) -> int:
    """The evenings of a class, and what it gives as a whole."""
    people = Person.objects.filter(enrollments__cohort=cohort_id).distinct()
    return _settle(people, [EVENINGS, CLASSES])


def settle_evenings() -> int:
    """Every few minutes: evenings that are just over, and rolls that were just corrected."""
    now = timezone.now()
    over = Session.objects.filter(ends_at__lte=now, ends_at__gte=now - LOOKS_BACK)
    fresh = Event.objects.filter(
        Q(session__in=over) | Q(recorded_at__gte=now - LOOKS_BACK)
    )
    people = Person.objects.filter(pk__in=fresh.values("enrollment__person"))
    return _settle(people, [EVENINGS, CLASSES])


def settle_everybody() -> int:
    """Every night, for what nobody told of: marks that rose, classes somebody was moved to."""
    return _settle(Person.objects.all(), all_sources())


def _settle(people: QuerySet[Person], sources: Sequence[Source]) -> int:
    """How many lines were written; who has nothing coming costs no transaction."""
    settle_one = partial(settle, by=SYSTEM, sources=sources)
    return sum(map(len, one_by_one(off(people, sources), settle_one)))
