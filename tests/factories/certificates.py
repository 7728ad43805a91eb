from decimal import Decimal
from typing import Any

from django.utils import timezone

from school.assessment.models import Result
from school.certificates.models import Certificate, CompanyCheck, CompanyLook
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment
from tests.factories.people import make_company, make_trainee, make_user


def make_result(enrollment: Enrollment, **extra: Any) -> Result:
    return Result.objects.create(
        enrollment=enrollment,
        **{
            "theory_points": Decimal("85"),
            "practical_points": Decimal("78.5"),
            "minutes_credited": 540,
            "minutes_required": 432,
            "has_passed": True,
            "decided_at": timezone.now(),
            **extra,
        },
    )


def make_passed(cohort: Cohort, name: str = "李春花") -> Enrollment:
    """A trainee of the class who has passed and completed."""
    enrollment = make_enrollment(
        cohort, make_trainee(name), status=Enrollment.Status.COMPLETED
    )
    make_result(enrollment)
    return enrollment


def make_assessed_cohort(*names: str, **extra: Any) -> Cohort:
    """A class under assessment in which everyone named has passed."""
    cohort = make_cohort(
        **{"status": Cohort.Status.ASSESSING, "seats": max(len(names), 1), **extra}
    )
    for name in names:
        make_passed(cohort, name)
    return cohort


def pdf_of(certificate: Certificate) -> bytes:
    with certificate.pdf.storage.open(str(certificate.pdf)) as file:
        found: bytes = file.read()
    return found


def make_looked_at(certificate: Certificate) -> CompanyLook:
    """A company was told of it, as its holder allowed."""
    check = CompanyCheck.objects.create(
        company=make_company(), by=make_user(), at=timezone.now(), rows=1, told=1
    )
    return CompanyLook.objects.create(
        check_made=check, certificate=certificate, allowed_by=CompanyLook.Allowed.LINK
    )
