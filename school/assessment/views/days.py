from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from school.assessment.candidates import letters_of
from school.assessment.models import Slot
from school.assessment.views.own import own_enrollment
from school.people.requests import MemberRequest


@login_required
@never_cache
def day(request: MemberRequest, code: str) -> HttpResponse:
    """The candidate's own number, times and rooms; which stations they are is not told before."""
    enrollment = own_enrollment(request, code)
    practical = enrollment.practicals.unreleased().order_by("number").last()
    if practical is None:
        raise Http404
    slots = Slot.objects.filter(practical_station__practical=practical)
    hides_names = enrollment.cohort.edition.hides_names
    context = {
        "enrollment": enrollment,
        "practical": practical,
        "letters": letters_of(practical) if hides_names else "",
        "slots": slots.select_related("lane__day__venue").order_by("starts_at"),
    }
    return render(request, "assessment/day.html", context)
