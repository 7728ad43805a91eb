"""The waiting list of a class in its published order."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from school.enrollment import rules
from school.enrollment.models import Enrollment, PriorityRule
from school.enrollment.places import places_in
from school.enrollment.rules import Places, Position, Waiting
from school.people.models import Person

# The key, in a line, of an application that is not saved yet.
NEW = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Who waits for a class, in order, and by which criteria."""

    criteria: tuple[str, ...]
    waiting: tuple[Waiting, ...]

    @property
    def kinds(self) -> list[str]:
        return [one.kind for one in self.waiting]

    def place_of(self, key: int) -> int:
        """1 for the first; 0 for whoever does not wait."""
        keys = [one.key for one in self.waiting]
        return keys.index(key) + 1 if key in keys else 0

    def due(self, places: Places) -> list[int]:
        """Who can be offered a place now."""
        given = zip(self.waiting, places.given(self.kinds), strict=True)
        return [one.key for one, gets in given if gets]

    def joined_by(self, enrollment: Enrollment, *, is_promised: bool = False) -> "Line":
        """The same line with somebody more at its end.

        Whoever was promised a place stands before all who were not.
        """
        merits = frozenset([rules.PROMISED] if is_promised else [])
        newcomer = Waiting(enrollment.pk or NEW, 0, enrollment.quota_kind, merits)
        promised = sum(one.is_promised for one in self.waiting)
        place = promised if is_promised else len(self.waiting)
        line = (*self.waiting[:place], newcomer, *self.waiting[place:])
        return Line(self.criteria, line)


def lines_of(
    cohorts: Collection[int], *, also: Collection[int] = ()
) -> dict[int, Line]:
    """By class, everybody who may be offered a place, and who waits and is asked about.

    Three queries, however many classes there are; one where nobody waits.
    """
    waits = Enrollment.objects.filter(status=Enrollment.Status.WAITLISTED)
    if not also and not waits.filter(cohort__in=cohorts).exists():
        return {cohort: Line((), ()) for cohort in cohorts}
    in_line = Q(pk__in=Enrollment.objects.in_line().values("pk"))
    asked = Q(pk__in=also, status=Enrollment.Status.WAITLISTED)
    rows = Enrollment.objects.filter(in_line | asked, cohort__in=cohorts).order_by()
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    columns = ("pk", "queue_number", "quota_kind", "merits", "kept_promise")
    for cohort, key, number, kind, merits, promise in rows.values_list(
        "cohort", *columns
    ):
        met = frozenset([*merits, kind, *([rules.PROMISED] if promise else [])])
        waiting[cohort].append(Waiting(key, number or 0, kind, met))
    published = _published(list(waiting)) if waiting else {}
    return {
        cohort: Line(
            published.get(cohort, ()),
            tuple(rules.in_order(published.get(cohort, ()), waiting[cohort])),
        )
        for cohort in cohorts
    }


def line_of(cohort: int, *, also: int | None = None) -> Line:
    return lines_of([cohort], also=[also] if also else [])[cohort]


def criteria_of(cohort: int) -> tuple[str, ...]:
    return _published([cohort]).get(cohort, ())


def _published(cohorts: Collection[int]) -> dict[int, tuple[str, ...]]:
    criteria: dict[int, tuple[str, ...]] = {}
    published = PriorityRule.objects.filter(cohort__in=cohorts).order_by("position")
    for cohort, criterion in published.values_list("cohort", "criterion"):
        criteria[cohort] = (*criteria.get(cohort, ()), criterion)
    return criteria


def places_in_line(person: Person) -> dict[int, int]:
    """Each of the person's waiting applications with its place, in three queries."""
    waits = person.enrollments.filter(status=Enrollment.Status.WAITLISTED)
    classes = dict(waits.values_list("pk", "cohort"))
    lines = lines_of(set(classes.values()), also=list(classes))
    return {key: lines[cohort].place_of(key) for key, cohort in classes.items()}


def position_in_line(enrollment: Enrollment) -> Position | None:
    """Where somebody who waits stands, and why; None for those who do not wait."""
    if enrollment.status != Enrollment.Status.WAITLISTED:
        return None
    line = line_of(enrollment.cohort_id, also=enrollment.pk)
    return rules.position_of(enrollment.pk, line.criteria, line.waiting)


def place_in_line(enrollment: Enrollment) -> int:
    """1 for whoever is first; 0 for those who do not wait."""
    position = position_in_line(enrollment)
    return position.number if position else 0


def has_room(
    enrollment: Enrollment, *, is_promised: bool = False, at: datetime
) -> bool:
    """Whether a seat is left for somebody new: those who wait come first."""
    line = line_of(enrollment.cohort_id)
    line = line.joined_by(enrollment, is_promised=is_promised)
    return NEW in line.due(places_in(enrollment.cohort, at=at))
