"""Who applied to classes that are over, and learned in them or waited in vain: a few queries, however many."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.outcomes.facts import PAY, roll_of
from school.outcomes.rules import Applicant, Sum
from school.people.models import Consent, ConsentText
from school.wages.models import FollowUp
from school.wages.rules import MONTHS_ASKED, Pay, comparable

TOLD = (*PAY, "record__period_end")


def applicants_of(cohorts: QuerySet[Cohort], *, on: date) -> list[Applicant]:
    """What is known on a day, by the consents that stand now; of courses that anybody waited for."""
    waited = list(_waited(cohorts, on=on))
    if not waited:
        return []
    courses = {one.course for one in waited}
    return [
        *_learned(cohorts.filter(edition__course__code__in=courses), on=on),
        *waited,
    ]


def _waited(cohorts: QuerySet[Cohort], *, on: date) -> Iterator[Applicant]:
    """Everybody that the question was put down for, without who had a place by the day of it.

    Who has one later, and had not answered by then, is one of those who did not say.
    """
    asked = _asked().filter(enrollment__cohort__in=cohorts)
    before = (f"enrollment__baseline__{column}" for column in TOLD)
    for (
        person,
        course,
        applied_at,
        begun_on,
        due_on,
        has_agreed,
        *pay,
    ) in asked.order_by("pk").values_list(
        "enrollment__person",
        "enrollment__cohort__edition__course__code",
        "enrollment__applied_at",
        "enrollment__cohort__starts_on",
        "due_on",
        "has_agreed",
        *before,
        *TOLD,
    ):
        yield Applicant(
            person,
            course,
            timezone.localdate(applied_at),
            begun_on,
            has_waited=True,
            has_consented=has_agreed,
            before=_sum(*pay[: len(TOLD)]),
            then=_sum(*pay[len(TOLD) :]) if due_on <= on else None,
        )


def _asked() -> QuerySet[FollowUp]:
    """The questions to who waited, with whether she agreed; without who had a place by then."""
    placed = Enrollment.objects.filter(
        person=OuterRef("enrollment__person"),
        cohort__edition__course=OuterRef("enrollment__cohort__edition__course"),
        enrolled_at__date__lte=OuterRef("due_on"),
    )
    agreed = _agreed().filter(person=OuterRef("enrollment__person"))
    return (
        FollowUp.objects.of_who_waited()
        .filter(~Exists(placed))
        .annotate(has_agreed=Exists(agreed))
    )


def _learned(cohorts: QuerySet[Cohort], *, on: date) -> Iterator[Applicant]:
    """Everybody on the roll; pay then only of who completed, for nobody else is asked."""
    roll = roll_of(cohorts)
    answers = FollowUp.objects.after_the_course().filter(
        enrollment__in=roll,
        enrollment__status=Enrollment.Status.COMPLETED,
        months=MONTHS_ASKED[0],
        due_on__lte=on,
        record__isnull=False,
    )
    then = {
        enrollment: _sum(*pay)
        for enrollment, *pay in answers.order_by().values_list("enrollment_id", *TOLD)
    }
    rows = roll.annotate(
        has_agreed=Exists(_agreed().filter(person=OuterRef("person"))),
        # Who changed the class applied when she applied for the first of the two.
        asked_at=Coalesce(F("moved_from__applied_at"), F("applied_at")),
    )
    before = (f"baseline__{column}" for column in TOLD)
    for pk, person, course, applied_at, begun_on, has_agreed, *pay in rows.values_list(
        "pk",
        "person",
        "cohort__edition__course__code",
        "asked_at",
        "cohort__starts_on",
        "has_agreed",
        *before,
    ):
        yield Applicant(
            person,
            course,
            timezone.localdate(applied_at),
            begun_on,
            has_waited=False,
            has_consented=has_agreed,
            before=_sum(*pay),
            then=then.get(pk),
        )


def _agreed() -> QuerySet[Consent]:
    """To the text that says of both groups that they are set beside each other."""
    consents = Consent.objects.standing().of(ConsentText.Purpose.WAGES)
    return consents.filter(text__covers_waiting=True)


def _sum(
    amount_fen: int | None, unit: str, quantity: int, basis: str, until: date
) -> Sum | None:
    """None where no pay was told."""
    if amount_fen is None:
        return None
    return Sum(comparable(Pay(amount_fen, unit, quantity, basis)), until)
