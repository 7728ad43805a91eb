"""What the school says of refreshers: when one is suggested, and what is one."""

from datetime import date

from django.db.models import QuerySet

from school.assessment.models import Result
from school.certificates.models import Certificate
from school.certificates.renewal import rules
from school.certificates.renewal.models import Renewal
from school.enrollment.models import Enrollment


def first_suggested(
    enrollment: Enrollment, *, on: date, replaces: Certificate | None
) -> date | None:
    """The day that a certificate issued `on` names. One in another's place gains no time."""
    if replaces:
        return replaces.refresher_by
    edition = enrollment.cohort.edition
    rule = getattr(edition.course, "refresher_rule", None)
    if rule is None or not rule.is_suggested:
        return None
    return rules.suggested(on, edition.refresher_months)


def refreshed_by(enrollment: Enrollment) -> QuerySet[Certificate]:
    """The valid certificates of hers that this class refreshes."""
    return Certificate.objects.filter(
        enrollment__person=enrollment.person_id,
        status=Certificate.Status.VALID,
        refresher_by__isnull=False,
        enrollment__cohort__edition__course__refresher_rule__refreshers=(
            enrollment.cohort.edition.course_id
        ),
    ).exclude(enrollment=enrollment)


def uncounted(certificate: Certificate) -> list[Enrollment]:
    """Refreshers that she has passed and that no renewal counts yet, the newest first.

    One whose own certificate was revoked refreshes nothing.
    """
    rule = getattr(certificate.enrollment.cohort.edition.course, "refresher_rule", None)
    if rule is None:
        return []
    counted = Renewal.objects.standing().filter(enrollment=certificate.enrollment_id)
    passed = Result.objects.current().filter(
        enrollment__person=certificate.enrollment.person_id,
        enrollment__status=Enrollment.Status.COMPLETED,
        enrollment__cohort__edition__course__in=rule.refreshers.all(),
        has_passed=True,
    )
    revoked = Certificate.objects.filter(status=Certificate.Status.REVOKED)
    found = (
        passed.exclude(enrollment=certificate.enrollment_id)
        .exclude(enrollment__in=revoked.values("enrollment"))
        .exclude(
            enrollment__in=counted.filter(refresher__isnull=False).values("refresher")
        )
    )
    return [
        one.enrollment
        for one in found.select_related("enrollment__cohort").order_by("-decided_at")
    ]
