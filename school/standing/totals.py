"""What the public reads of all cards: numbers of people, never of few, and never a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from school.courses.models import Course
from school.lib.masking import SMALLEST
from school.standing.models import ExternalListing, Retraining, Standing
from school.standing.models.standing import KINDS, Card


@dataclass(frozen=True, slots=True)
class Total:
    """`people` is None where they are too few to be told."""

    word: str
    people: int | None
    kind: str = "neutral"


def told(people: int) -> int | None:
    return None if 0 < people < SMALLEST else people


def cards() -> list[Total]:
    """How many have each card; no sum stands beside them from which a few could be told."""
    counted = Standing.objects.settled().order_by().values_list("card")
    people = dict(counted.annotate(Count("pk")))
    return [
        Total(str(card.label), told(people.get(card, 0)), KINDS[card]) for card in Card
    ]


def demands() -> list[Total]:
    """In which courses workers are being trained again; a course of few is left out."""
    to_do = Retraining.objects.to_do().order_by().values_list("course")
    people = dict(to_do.annotate(Count("person", distinct=True)))
    return list(_enough(Course.objects.in_bulk(people), people))


def _enough(courses: dict[int, Course], people: dict[int, int]) -> Iterable[Total]:
    for pk, course in sorted(courses.items()):
        if people[pk] >= SMALLEST:
            yield Total(course.title, people[pk])


def ordered(*, on: date) -> list[ExternalListing]:
    """Decisions that order their own publication, as long as they do."""
    return list(ExternalListing.objects.public(on=on).order_by("-decided_on", "pk"))
