"""Who may see the desk of assessment, and who may take its steps."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from school.people.models import User
from school.people.requests import allowed


def reader(request: HttpRequest) -> User:
    return allowed(request, "assessment.view_practical")


def worker(request: HttpRequest, may: Callable[[User], bool]) -> User:
    """Asked before the form is read: who may not do it is not told how to fill it in."""
    user = reader(request)
    if not may(user):
        raise PermissionDenied
    return user
