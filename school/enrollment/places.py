"""How many places classes have left. A class's row lock settles who gets the last one."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.enrollment.rules import Places
from school.people.models import Person

SEATED = Q(status__in=Enrollment.SEATED)


# Hazards. Locks are taken in one order, the person before the class: two orders would
# be a deadlock. They are NO KEY locks, so that a notice to somebody whose own
# application waits for the class does not wait for that person's row in turn.
# SQLite has no row locks; there every write transaction already waits for the others.


def held_person(person_id: int) -> Person:
    """The person under their row lock: nobody else settles their places meanwhile."""
    people = Person.objects.select_for_update(of=("self",), no_key=True)
    return people.get(pk=person_id)


def held(cohort_id: int) -> Cohort:
    """The class under its row lock: nobody else settles its places meanwhile."""
    return Cohort.objects.select_for_update(of=("self",), no_key=True).get(pk=cohort_id)


def places_of(cohorts: Collection[Cohort]) -> dict[int, Places]:
    """The places of many classes, in one query.

    Who is passed over does not count, so nobody waits behind them.
    """
    waiting = Q(pk__in=Enrollment.objects.in_line().values("pk"))
    counts = (
        Enrollment.objects.filter(cohort__in=[cohort.pk for cohort in cohorts])
        .order_by()
        .values("cohort_id")
        .annotate(taken=Count("pk", filter=SEATED), waiting=Count("pk", filter=waiting))
        .values_list("cohort_id", "taken", "waiting")
    )
    counted = {pk: (taken, waiting) for pk, taken, waiting in counts}
    return {
        cohort.pk: Places(cohort.seats, *counted.get(cohort.pk, (0, 0)))
        for cohort in cohorts
    }


def places_in(cohort: Cohort) -> Places:
    return places_of([cohort])[cohort.pk]


def place_in_line(enrollment: Enrollment) -> int:
    """1 for whoever is offered the next free place; 0 for those who do not wait."""
    if enrollment.status != Enrollment.Status.WAITLISTED:
        return 0
    return (
        Enrollment.objects.in_line()
        .filter(
            cohort_id=enrollment.cohort_id, queue_number__lt=enrollment.queue_number
        )
        .count()
        + 1
    )


def places_in_line(person: Person) -> dict[int, int]:
    """Each of the person's waiting applications with its place, in one query."""
    ahead = (
        Enrollment.objects.in_line()
        .filter(cohort=OuterRef("cohort"), queue_number__lt=OuterRef("queue_number"))
        .order_by()
        .values("cohort")
        .annotate(number=Count("pk"))
        .values("number")
    )
    waiting = person.enrollments.filter(status=Enrollment.Status.WAITLISTED)
    counted = waiting.annotate(ahead=Coalesce(Subquery(ahead), 0))
    return {pk: number + 1 for pk, number in counted.values_list("pk", "ahead")}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a class stands for somebody who thinks of joining: in words, then a colour."""

    word: str
    kind: str
    is_open: bool = False
    is_full: bool = False


def standing(cohort: Cohort, places: Places) -> Standing:
    if cohort.status == Cohort.Status.ANNOUNCED:
        return Standing(_("enrolment opens soon"), "info")
    if cohort.status != Cohort.Status.ENROLLING:
        return Standing(cohort.get_status_display(), "neutral")
    if not cohort.takes_applications(on=timezone.localdate()):
        return Standing(_("enrolment has ended"), "neutral")
    if not places.left:
        return Standing(
            _("full, waiting list open"), "attention", is_open=True, is_full=True
        )
    left = ngettext("%(left)s place left", "%(left)s places left", places.left)
    return Standing(
        left % {"left": places.left},
        "attention" if places.left == 1 else "done",
        is_open=True,
    )
