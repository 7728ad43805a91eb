"""The site with one page more: an application that counts the seats, then inserts, with no lock.

What many booking scripts do. Served by gunicorn as `tests.bench.naive:application`.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone

from school import urls
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.wsgi import application

__all__ = ["application"]


def apply(request: HttpRequest, code: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort, code=code)
    person = request.user.person
    taken = Enrollment.objects.seated().filter(cohort=cohort).count()
    is_free = taken < cohort.seats
    now = timezone.now()
    Enrollment.objects.create(
        person=person,
        cohort=cohort,
        source=Enrollment.Source.SELF,
        applied_at=now,
        status=Enrollment.Status.ENROLLED if is_free else Enrollment.Status.WAITLISTED,
        enrolled_at=now if is_free else None,
        queue_number=None if is_free else person.pk,
    )
    return redirect("enrollment:mine")


urls.urlpatterns.insert(0, path("naive/<str:code>/", apply))
