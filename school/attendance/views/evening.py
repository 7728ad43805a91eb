from django.shortcuts import get_object_or_404

from school.attendance.access import rolls_of
from school.courses.models import Session
from school.people.requests import MemberRequest


def session_of(request: MemberRequest, code: str) -> Session:
    """The evening, for those who may call its roll."""
    found = rolls_of(request.user).select_related("cohort", "evening", "venue")
    return get_object_or_404(found, code=code)
