from django.db.models import QuerySet

from school.outcomes.models import CohortResult
from school.people.models import User

# Before the class is over there is nothing to tell.
TOLD = [CohortResult.Status.ASSESSING, CohortResult.Status.COMPLETED]


def visible_results(user: User) -> QuerySet[CohortResult]:
    """Cohorts whose results `user` may see: all, or none."""
    if not user.has_perm("outcomes.view_cohortresult"):
        return CohortResult.objects.none()
    return CohortResult.objects.filter(status__in=TOLD)


def public_results() -> QuerySet[CohortResult]:
    return CohortResult.objects.filter(status=CohortResult.Status.COMPLETED)
