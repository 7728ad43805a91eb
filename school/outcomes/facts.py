"""The rows that indicators are made of: four queries, however many trainees."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from school.certificates.models import Certificate, ExternalCertificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.outcomes.rules import Answer, Kind, Member, Row, age_band
from school.outcomes.rules.rows import employer_key
from school.people.models import Consent, ConsentText
from school.wages.models import Baseline, FollowUp
from school.wages.rules import Comparable, Pay, comparable

# Where she worked before the course: by her word, not by a name.
SAME = FollowUp.Workplace.SAME
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


def members_of(cohorts: QuerySet[Cohort], *, on: date) -> list[Member]:
    """The same rows, each with the groups it falls into; age, town, company as on file."""
    roll = roll_of(cohorts).select_related("person__company", "cohort__edition__course")
    return [
        Member(enrollment.person_id, row, groups_of(enrollment))
        for enrollment, row in known_of(roll, on=on)
    ]


def groups_of(enrollment: Enrollment) -> dict[Kind, tuple[str, ...]]:
    """By each kind, the names of the wider and the narrower group; empty: not on file.

    The year stands within the course: beside it, who knows which class ended when could
    subtract the one from the other.
    """
    person, cohort = enrollment.person, enrollment.cohort
    return {
        Kind.CLASS: class_key(cohort),
        Kind.COMPANY: (person.company.name if person.company else "",),
        Kind.TOWN: (person.town.strip(),),
        Kind.AGE: (age_band(person.birth_year, cohort.starts_on.year),),
        Kind.SEX: (person.sex,),
    }


def class_key(cohort: Cohort) -> tuple[str, ...]:
    """Its course, the year it ended in, and itself.

    By code and not by title: what is hidden goes by the keys' order, and must be the same in
    both languages, or one would tell what the other hides.
    """
    # By the first day, so that classes stand in their order; the code tells two apart.
    named = f"{cohort.starts_on:%Y-%m-%d} {cohort.name} {cohort.code}"
    return (cohort.edition.course.code, str(cohort.ends_on.year), named)


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
    told = FollowUp.objects.after_the_course().filter(enrollment__in=roll).order_by()
    for (
        enrollment,
        months,
        due_on,
        status,
        employment,
        workplace,
        employer,
        *pay,
    ) in told.values_list(
        "enrollment_id",
        "months",
        "due_on",
        "status",
        "employment",
        "workplace",
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
            workplace == SAME if workplace else None,
            workplace == FollowUp.Workplace.OWN,
        )
    return answers


def _wage(amount_fen: int, unit: str, quantity: int, basis: str) -> Comparable:
    return comparable(Pay(amount_fen, unit, quantity, basis))
