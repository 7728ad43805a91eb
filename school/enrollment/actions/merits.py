"""Which of the criteria of priority an applicant meets, by what is on file that day."""

import re

from school.courses.models import Cohort
from school.enrollment.models import Enrollment, PlaceTerms, PriorityRule, Quota
from school.people.models import Person

Criterion = PriorityRule.Criterion
BETWEEN_TOWNS = re.compile(r"[\s,，、;；]+")


def weigh(enrollment: Enrollment) -> None:
    """Write down what counts for a new application, the reserved place it opens included."""
    enrollment.merits = merits_of(enrollment.person, enrollment.cohort)
    if Criterion.PARTNER in enrollment.merits:
        enrollment.quota_kind = enrollment.quota_kind or Quota.Kind.PARTNER


def merits_of(person: Person, cohort: Cohort) -> list[str]:
    met = [] if _has_been_in_another(person, cohort) else [Criterion.FIRST_COURSE]
    terms = PlaceTerms.objects.filter(cohort=cohort).first()
    if terms is None:
        return [str(each) for each in met]
    if person.town and person.town in towns_of(terms.home_towns):
        met.append(Criterion.LOCAL)
    if person.company and person.company in terms.partners.all():
        met.append(Criterion.PARTNER)
    return [str(each) for each in met]


def towns_of(written: str) -> set[str]:
    """The towns of a list, however it is divided."""
    return {town for town in BETWEEN_TOWNS.split(written) if town}


def _has_been_in_another(person: Person, cohort: Cohort) -> bool:
    others = Enrollment.objects.on_roll().filter(person=person)
    return others.exclude(cohort__edition__course=cohort.edition.course_id).exists()
