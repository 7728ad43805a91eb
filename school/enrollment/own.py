"""The member whose application a page is about: the steps of the portal are their own."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from school.enrollment.models import Enrollment
from school.people.access import is_self
from school.people.requests import MemberRequest

PARTS = ("person__user", "cohort__venue", "cohort__edition__course__track")


def visible(request: MemberRequest, code: str) -> Enrollment:
    seen = Enrollment.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related(*PARTS), code=code)


def own(request: MemberRequest, code: str) -> Enrollment:
    """The registrar takes these steps at the desk."""
    enrollment = visible(request, code)
    if not is_self(enrollment.person, request.user):
        raise PermissionDenied
    return enrollment
