"""The rows that indicators are made of: four queries, however many trainees."""

from collections import defaultdict
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from school.certificates.models import Certificate, ExternalCertificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.outcomes.rules import Answer, Row
from school.people.models import Consent, ConsentText
from school.wages.models import Baseline, FollowUp, WageRecord
from school.wages.rules import Comparable, comparable


def roll_of(cohorts: QuerySet[Cohort]) -> QuerySet[Enrollment]:
    """Everyone who was of the class when or after it began, those who left it included."""
    left_after_it_began = Q(
        status=Enrollment.Status.WITHDRAWN,
        enrolled_at__isnull=False,
        ended_at__date__gte=F("cohort__starts_on"),
    )
    enrollments = Enrollment.objects.trainees().filter(cohort__in=cohorts)
    return enrollments.filter(
        Q(status__in=Enrollment.ON_ROLL) | left_after_it_began
    ).order_by("pk")


def rows_of(cohorts: QuerySet[Cohort], *, on: date) -> list[Row]:
    """What is known on a day, by the consents that stand now."""
    roll = roll_of(cohorts)
    agreed = set(
        Consent.objects.standing()
        .of(ConsentText.Purpose.WAGES)
        .filter(person__in=roll.values("person"))
        .values_list("person_id", flat=True)
    )
    baselines = {
        baseline.enrollment_id: _wage(baseline.record)
        for baseline in Baseline.objects.filter(enrollment__in=roll).select_related(
            "record"
        )
    }
    answers = _answers(roll, on=on)
    return [
        Row(
            is_completed=enrollment.status == Enrollment.Status.COMPLETED,
            is_certified=enrollment.is_certified,
            has_external=enrollment.has_external,
            has_consented=enrollment.person_id in agreed,
            baseline=baselines.get(enrollment.pk),
            answers=answers.get(enrollment.pk, {}),
        )
        for enrollment in roll.annotate(
            is_certified=Exists(_certificates()), has_external=Exists(_external())
        )
    ]


def _certificates() -> QuerySet[Certificate]:
    return Certificate.objects.filter(
        enrollment=OuterRef("pk"), status=Certificate.Status.VALID
    )


def _external() -> QuerySet[ExternalCertificate]:
    """For the skill level, given after the class, and checked."""
    return ExternalCertificate.objects.filter(
        person=OuterRef("person"),
        kind=ExternalCertificate.Kind.SKILL_LEVEL,
        status=ExternalCertificate.Status.CONFIRMED,
        issued_on__gte=OuterRef("cohort__ends_on"),
    )


def _answers(roll: QuerySet[Enrollment], *, on: date) -> dict[int, dict[int, Answer]]:
    answers: dict[int, dict[int, Answer]] = defaultdict(dict)
    follow_ups = FollowUp.objects.filter(enrollment__in=roll).select_related("record")
    for follow_up in follow_ups:
        answers[follow_up.enrollment_id][follow_up.months] = _answer(follow_up, on=on)
    return answers


def _answer(follow_up: FollowUp, *, on: date) -> Answer:
    is_due = follow_up.due_on <= on
    if follow_up.status != FollowUp.Status.ANSWERED:
        return Answer(is_due)
    employed = follow_up.employment == FollowUp.Employment.EMPLOYED
    return Answer(is_due, employed, _wage(follow_up.record))


def _wage(record: WageRecord | None) -> Comparable | None:
    return comparable(record.pay()) if record else None
