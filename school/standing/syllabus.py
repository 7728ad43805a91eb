"""What somebody is to be trained in again, from the rules that were broken."""

from collections.abc import Collection
from dataclasses import dataclass

from school.courses.models import Course, Edition, Module
from school.enrollment.models import Enrollment
from school.people.models import Person


@dataclass(frozen=True, slots=True)
class Matter:
    course: Course
    module: Module | None = None


def matter_for(person: Person, rule_codes: Collection[str]) -> Matter | None:
    """The module whose lessons teach what was breached, in a course the worker knows.

    Else that course as a whole; None for whoever has completed none.
    """
    completed = Enrollment.objects.filter(
        person=person, status=Enrollment.Status.COMPLETED
    ).order_by("-ended_at")
    last = completed.select_related("cohort__edition__course").first()
    if last is None:
        return None
    modules = Module.objects.filter(
        lessons__standards__breach_rule__in=set(rule_codes) - {""},
        edition__status=Edition.Status.PUBLISHED,
        edition__course__in=completed.values("cohort__edition__course"),
    )
    found = modules.select_related("edition__course").order_by("-edition", "number")
    if module := found.first():
        return Matter(module.edition.course, module)
    return Matter(last.cohort.edition.course)
