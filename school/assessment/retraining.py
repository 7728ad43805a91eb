"""Whether the lessons of failed stations were opened again before a retake. Shown, never required."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from school.assessment.keeping import Split
from school.assessment.models import Practical
from school.courses.models import Station
from school.learning.models import Progress


@dataclass(frozen=True, slots=True)
class Retraining:
    """Of the lessons of the stations that are taken again."""

    opened: int
    lessons: int


def retraining_of(retakes: Mapping[Practical, Split]) -> dict[Practical, Retraining]:
    """By the practical that was failed, in two queries; the person is read with it."""
    lessons = _lessons_of(
        {state.station.pk for split in retakes.values() for state in split.again}
    )
    every = {lesson for some in lessons.values() for lesson in some}
    persons = {practical.enrollment.person_id for practical in retakes}
    opened = {
        (one.person_id, one.lesson_id): one.last_opened_on
        or timezone.localdate(one.opened_at)
        for one in Progress.objects.filter(person__in=persons, lesson__in=every)
    }
    found = {}
    for practical, split in retakes.items():
        person, out_at = practical.enrollment.person_id, practical.released_at
        if out_at is None:
            continue
        its = {one for state in split.again for one in lessons[state.station.pk]}
        days = [opened.get((person, lesson)) for lesson in its]
        since = timezone.localdate(out_at)
        again = sum(day is not None and day >= since for day in days)
        found[practical] = Retraining(opened=again, lessons=len(its))
    return found


def _lessons_of(stations: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    links = Station.lessons.through.objects.filter(station__in=stations)
    for station, lesson in links.values_list("station", "lesson"):
        found[station].add(lesson)
    return found
