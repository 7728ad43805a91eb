"""Hours that lessons give beside the evenings, many enrolments at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from django.db.models import Sum

from school.attendance import ledger
from school.attendance.rules import Beside
from school.enrollment import history
from school.enrollment.models import Enrollment
from school.learning import rules
from school.learning.models import ReadingTime


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes that count, by where they were spent."""

    evenings: int
    online: int
    # What the edition lets lessons count for at most; 0: they do not replace evenings.
    online_most: int

    @property
    def total(self) -> int:
        return self.evenings + self.online


def online_minutes(enrollment_ids: Collection[int]) -> dict[int, int]:
    """Minutes of lessons read that count for each enrolment; every given id is a key.

    Who was moved here from another class keeps what she read there, and so does a class
    that went over to another edition. A lesson counts once, for no more than its reading
    takes; all together within the edition's limit.
    """
    return _within(_most(enrollment_ids))


def counted_minutes(enrollment_ids: Collection[int]) -> dict[int, int]:
    """Minutes that count towards completion: evenings, and lessons within the limit."""
    online = online_minutes(enrollment_ids)
    credited = ledger.credited_minutes(enrollment_ids)
    return {one: credited[one] + online[one] for one in enrollment_ids}


def counted_minutes_of(enrollments: Collection[Enrollment]) -> dict[int, int]:
    """As `counted_minutes`, of enrolments that are read with their edition."""
    most = {one.pk: one.cohort.edition.online_minutes_max for one in enrollments}
    online = _within(most)
    credited = ledger.credited_to_each(enrollments)
    return {one: credited[one] + online[one] for one in most}


def hours_of(enrollment_ids: Collection[int]) -> dict[int, Hours]:
    """As `counted_minutes`, told apart."""
    most = _most(enrollment_ids)
    online = _within(most)
    credited = ledger.credited_minutes(enrollment_ids)
    return {one: Hours(credited[one], online[one], most[one]) for one in enrollment_ids}


def beside_evenings(enrollment_ids: Collection[int]) -> dict[int, Beside]:
    """What lessons give, and what those of the edition may give yet."""
    most = _most(enrollment_ids)
    online = _within(most)
    counting = Enrollment.objects.filter(pk__in=[one for one in most if most[one]])
    takes = Sum("cohort__edition__modules__lessons__reading_minutes", default=0)
    lessons = dict(counting.values_list("pk").annotate(takes).order_by())
    return {
        one: Beside(
            counted=online[one],
            to_come=max(min(most[one], lessons.get(one, 0)) - online[one], 0),
        )
        for one in enrollment_ids
    }


def _most(enrollment_ids: Collection[int]) -> dict[int, int]:
    known = dict(
        Enrollment.objects.filter(pk__in=enrollment_ids).values_list(
            "pk", "cohort__edition__online_minutes_max"
        )
    )
    return {one: known.get(one, 0) for one in enrollment_ids}


def _within(most: dict[int, int]) -> dict[int, int]:
    counting = [one for one, minutes in most.items() if minutes]
    if not counting:
        return dict.fromkeys(most, 0)
    earlier = history.earlier(counting)
    read: dict[int, list[rules.Read]] = {}
    for enrollment, code, minutes, seconds in (
        ReadingTime.objects.filter(enrollment__in={*earlier, *chain(*earlier.values())})
        .values_list("enrollment", "lesson__code", "lesson__reading_minutes")
        .annotate(Sum("seconds"))
        .order_by()
    ):
        read.setdefault(enrollment, []).append(rules.Read(code, seconds, minutes))
    found = dict.fromkeys(most, 0)
    for one in counting:
        lines = chain(*(read.get(each, []) for each in (one, *earlier[one])))
        found[one] = rules.online_minutes(lines, most=most[one])
    return found
