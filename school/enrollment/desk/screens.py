"""What the registrar's own screens share: who is at the desk, about whom, and the form."""

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

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


def ask(
    request: HttpRequest,
    form: BaseForm,
    title: str,
    subtitle: str,
    back: str,
    template: str = "enrollment/desk/form.html",
) -> HttpResponse:
    context = {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": "user",
        "form": form,
        "back": back,
    }
    return render(request, template, context)
