from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from school.enrollment.models import Enrollment
from school.learning.hours import hours_of
from school.learning.syllabus import syllabus_of
from school.people.requests import MemberRequest


@login_required
def syllabus(request: MemberRequest, code: str) -> HttpResponse:
    """The lessons of an enrolment's course, in order, with what is done."""
    enrollment = get_object_or_404(
        Enrollment.objects.visible_to(request.user).select_related(
            "person", "cohort__edition__course__track"
        ),
        code=code,
    )
    found = syllabus_of(enrollment.cohort.edition, enrollment.person)
    return render(
        request,
        "learning/syllabus.html",
        {
            "enrollment": enrollment,
            "syllabus": found,
            "hours": hours_of([enrollment.pk])[enrollment.pk],
        },
    )
