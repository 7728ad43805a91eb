from typing import Any

from django.dispatch import receiver

from school.assessment.models import Result
from school.assessment.signals import result_decided
from school.certificates import signals as certificates
from school.certificates.models import ExternalCertificate
from school.courses import signals as courses
from school.courses.models import Cohort, Session
from school.learning.signals import lesson_furthered
from school.lib.queue import enqueue
from school.people.models import HealthCheck, Person
from school.people.signals import health_check_recorded
from school.points.cases.models import Case
from school.points.cases.signals import changed
from school.points.sources.tasks import settle_class, settle_person


@receiver(courses.cohort_completed)
def settle_a_closed_class(cohort: Cohort, **_signal: Any) -> None:
    enqueue(settle_class, cohort.pk)


@receiver(courses.session_changed)
def settle_a_changed_evening(session: Session, **_signal: Any) -> None:
    enqueue(settle_class, session.cohort_id)


@receiver(result_decided)
def settle_results(result: Result, **_signal: Any) -> None:
    enqueue(settle_person, result.enrollment.person_id)


@receiver(certificates.external_confirmed)
def settle_a_paper(external: ExternalCertificate, **_signal: Any) -> None:
    enqueue(settle_person, external.person_id)


@receiver(health_check_recorded)
def settle_a_check(check: HealthCheck, **_signal: Any) -> None:
    enqueue(settle_person, check.person_id)


@receiver(lesson_furthered)
def settle_a_lesson(person: Person, **_signal: Any) -> None:
    enqueue(settle_person, person.pk)


@receiver(changed)
def settle_a_decided_case(case: Case, **_signal: Any) -> None:
    """What was given for a time without fault goes with it, or comes again."""
    if case.status in {Case.Status.POSTED, *Case.FALLEN}:
        enqueue(settle_person, case.person_id)
