from datetime import timedelta
from typing import Any

from django.utils import timezone

from school.certificates import actions
from school.certificates.models import Certificate, Renewal
from school.certificates.renewal.actions import renew, set_refreshers
from school.courses.models import Cohort, Course
from school.enrollment.models import Enrollment
from school.people.models import User
from tests.factories.certificates import make_result
from tests.factories.courses import make_cohort
from tests.factories.enrollment import make_enrollment

DAY = timedelta(days=1)


def suggest(course: Course, *refreshers: Course, by: User) -> None:
    set_refreshers(course, by=by, is_suggested=True, refreshers=refreshers)


def issued(cohort: Cohort, *, by: User, days_ago: int = 0) -> Certificate:
    day = timezone.localdate() - days_ago * DAY
    actions.print_batch(actions.issue(cohort, by=by, on=day))
    return Certificate.objects.latest("pk")


def make_long_past() -> Cohort:
    """One of the class has passed, long ago; its edition names 24 months."""
    cohort = make_cohort(status=Cohort.Status.ASSESSING)
    enrollment = make_enrollment(cohort, status=Enrollment.Status.COMPLETED)
    make_result(enrollment, decided_at=timezone.now() - 9999 * DAY)
    return cohort


def review(
    certificate: Certificate, *, by: User, days_ago: int = 0, note: str = "资料齐全"
) -> Renewal:
    day = timezone.localdate() - days_ago * DAY
    return renew(certificate, by=by, kind=Renewal.Kind.REVIEW, done_on=day, note=note)


def state(certificate: Certificate) -> str:
    return Certificate.objects.get(pk=certificate.pk).currency.state


def make_renewal(certificate: Certificate, **extra: Any) -> Renewal:
    """An annual review of today, which does not carry far."""
    today = timezone.localdate()
    return Renewal.objects.create(
        enrollment=certificate.enrollment,
        **{
            "kind": Renewal.Kind.REVIEW,
            "done_on": today,
            "until": today + DAY,
            "at": timezone.now(),
            **extra,
        },
    )
