"""What the desk's screens about one class have in common."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from school.courses.models import Cohort
from school.people.models import User
from school.people.requests import allowed
from school.ui import asking


def desk_user(request: HttpRequest) -> User:
    return allowed(request, "courses.view_cohort")


def timetable_reader(request: HttpRequest) -> User:
    return allowed(request, "courses.view_session")


def class_of(request: HttpRequest, code: str) -> tuple[User, Cohort]:
    user = desk_user(request)
    return user, get_object_or_404(
        Cohort.objects.select_related("edition__course"), code=code
    )


def ask(
    request: HttpRequest,
    cohort: Cohort,
    form: BaseForm,
    title: str,
    *,
    verb: str = "",
    is_serious: bool = False,
    is_told: bool = False,
) -> HttpResponse:
    return asking.ask(
        request,
        form,
        title,
        about=cohort.name,
        back=reverse("cohort:inspect", args=[cohort.pk]),
        icon="calendar",
        template="courses/desk/form.html",
        cohort=cohort,
        verb=verb or title,
        is_serious=is_serious,
        is_told=is_told,
    )
