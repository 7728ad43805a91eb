"""Who of a class can be certified, and why the others can not."""

from dataclasses import dataclass

from school.assessment.models import Result
from school.certificates.models import Certificate
from school.courses.models import Cohort
from school.enrollment.models import Enrollment


@dataclass(frozen=True, slots=True)
class Candidate:
    enrollment: Enrollment
    result: Result | None
    certificate: Certificate | None

    @property
    def has_passed(self) -> bool:
        return bool(
            self.result
            and self.result.has_passed
            and self.enrollment.status == Enrollment.Status.COMPLETED
        )

    @property
    def is_eligible(self) -> bool:
        """Has passed, and was never given a certificate for it.

        One that was revoked is not given again by issuing once more for the class.
        """
        return self.has_passed and self.certificate is None

    @property
    def is_stopped(self) -> bool:
        """Could not be printed, and can be now: the result may have fallen away since."""
        return bool(
            self.has_passed
            and self.certificate
            and self.certificate.status == Certificate.Status.STOPPED
        )

    @property
    def is_ready(self) -> bool:
        return self.is_eligible or self.is_stopped


def candidates(cohort: Cohort) -> list[Candidate]:
    """Every trainee on the roll, with the current result and the latest certificate."""
    roll = Enrollment.objects.on_roll().trainees().filter(cohort=cohort)
    results = Result.objects.current().filter(enrollment__cohort=cohort)
    given = (
        Certificate.objects.filter(enrollment__cohort=cohort)
        .with_renewals()
        .order_by("pk")
    )
    by_result = {result.enrollment_id: result for result in results}
    by_certificate = {one.enrollment_id: one for one in given}
    return [
        Candidate(one, by_result.get(one.pk), by_certificate.get(one.pk))
        for one in roll.select_related("person", "cohort__edition__course").order_by(
            "applied_at", "pk"
        )
    ]
