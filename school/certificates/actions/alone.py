"""What one person does alone, and what the school has done by two."""

from django.conf import settings

from school.certificates.approval.models import ApprovalRequest
from school.certificates.approval.refusals import TwoPeopleNeeded


def check_alone(request: ApprovalRequest | None) -> None:
    """Suspending is urgent and can be undone: it stays one person's, whatever is set."""
    if settings.CERTIFICATES_BY_TWO and request is None:
        raise TwoPeopleNeeded
