"""The rows that indicators are made of: four queries, however many trainees."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from school.certificates.models import Certificate, ExternalCertificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.outcomes.rules import Answer, Row
from school.outcomes.rules.rows import employer_key
from school.people.models import Consent, ConsentText
from school.wages.models import Baseline, FollowUp
from school.wages.rules import Comparable, Pay, comparable

PAY = (
    "record__amount_fen",
    "record__unit",
    "record__quantity_hundredths",
    "record__basis",
)


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
    return [row for _enrollment, row in known_of(roll_of(cohorts), on=on)]


def known_of(
    roll: QuerySet[Enrollment], *, on: date
) -> Iterator[tuple[Enrollment, Row]]:
    agreed = set(
        Consent.objects.standing()
        .of(ConsentText.Purpose.WAGES)
        .filter(person__in=roll.values("person"))
        .values_list("person_id", flat=True)
    )
    baselines = {
        enrollment: _wage(*pay)
        for enrollment, *pay in Baseline.objects.filter(
            enrollment__in=roll, record__isnull=False
        ).values_list("enrollment_id", *PAY)
    }
    answers = _answers(roll, on=on)
    certified = roll.annotate(
        is_certified=Exists(_certificates()), has_external=Exists(_external())
    )
    for enrollment in certified:
        yield (
            enrollment,
            Row(
                is_completed=enrollment.status == Enrollment.Status.COMPLETED,
                is_certified=enrollment.is_certified,
                has_external=enrollment.has_external,
                has_consented=enrollment.person_id in agreed,
                baseline=baselines.get(enrollment.pk),
                answers=answers.get(enrollment.pk, {}),
            ),
        )


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
    told = FollowUp.objects.filter(enrollment__in=roll).order_by()
    for (
        enrollment,
        months,
        due_on,
        status,
        employment,
        employer,
        *pay,
    ) in told.values_list(
        "enrollment_id",
        "months",
        "due_on",
        "status",
        "employment",
        "record__employer",
        *PAY,
    ):
        is_due = due_on <= on
        if status != FollowUp.Status.ANSWERED:
            answers[enrollment][months] = Answer(is_due)
            continue
        answers[enrollment][months] = Answer(
            is_due,
            employment == FollowUp.Employment.EMPLOYED,
            _wage(*pay) if pay[0] is not None else None,
            employer_key(employer or ""),
        )
    return answers


def _wage(amount_fen: int, unit: str, quantity: int, basis: str) -> Comparable:
    return comparable(Pay(amount_fen, unit, quantity, basis))
