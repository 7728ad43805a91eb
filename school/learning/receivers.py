from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from school.attendance.rules import Beside
from school.attendance.signals import hours_asked
from school.courses.models import Cohort
from school.courses.signals import edition_changed
from school.enrollment.models import Enrollment
from school.enrollment.signals import enrolled
from school.learning import actions, hours


@receiver(enrolled)
def bring_progress(enrollment: Enrollment, **_signal: Any) -> None:
    edition = enrollment.cohort.edition
    actions.carry_progress([enrollment.person_id], edition=edition)


@receiver(edition_changed)
def bring_progress_of_class(cohort: Cohort, **_signal: Any) -> None:
    people = cohort.enrollments.on_roll().values_list("person", flat=True)
    actions.carry_progress(list(people), edition=cohort.edition)


@receiver(hours_asked)
def count_lessons(enrollment_ids: Collection[int], **_signal: Any) -> dict[int, Beside]:
    return hours.beside_evenings(enrollment_ids)
