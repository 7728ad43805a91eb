"""What the registrar's own screens share: who is at the desk, and about whom."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from school.enrollment import access
from school.enrollment.models import Enrollment
from school.people.models import User


def registrar_of(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not access.can_admit(user):
        raise PermissionDenied
    return user


def enrollment_of(request: HttpRequest, code: str) -> tuple[User, Enrollment]:
    user = registrar_of(request)
    found = Enrollment.objects.select_related("person__user", "cohort__edition")
    return user, get_object_or_404(found, code=code)


def page_of(enrollment: Enrollment) -> str:
    return reverse("desk_enrollment:inspect", args=[enrollment.pk])
