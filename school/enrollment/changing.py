"""The pages on which somebody changes their class, or puts it off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.forms import TransferForm
from school.enrollment.models import Enrollment
from school.enrollment.obstacles import each_of
from school.enrollment.places import places_of
from school.lib.errors import Refusal
from school.people.access import is_self
from school.people.requests import MemberRequest


@login_required
def transfer(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = _own(request, code)
    targets = _targets(enrollment)
    data = request.POST if request.method == "POST" else None
    form = TransferForm(data, targets=targets)
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.transfer(
                enrollment, to=form.cleaned_data["to"], by=request.user
            )
        except Refusal as refusal:
            for each in each_of(refusal):
                form.add_error(None, str(each))
        else:
            return redirect("enrollment:detail", moved.code)
    context = {"enrollment": enrollment, "form": form, "targets": targets}
    return render(request, "enrollment/transfer.html", context)


@login_required
def defer(request: MemberRequest, code: str) -> HttpResponse:
    """Ask once more, then put the place off to a later class."""
    enrollment = _own(request, code)
    if request.method != "POST":
        return render(request, "enrollment/defer.html", {"enrollment": enrollment})
    try:
        actions.defer(enrollment, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Put off. Apply for a later class of the course: you come first."),
        )
    return redirect("enrollment:detail", code)


def _own(request: MemberRequest, code: str) -> Enrollment:
    seen = Enrollment.objects.visible_to(request.user)
    found = seen.select_related("person__user", "cohort__edition__course")
    enrollment = get_object_or_404(found, code=code)
    if not is_self(enrollment.person, request.user):
        raise PermissionDenied
    return enrollment


def _targets(enrollment: Enrollment) -> list[Cohort]:
    """Open classes of the course with a place left for somebody new."""
    today = timezone.localdate()
    course = enrollment.cohort.edition.course_id
    others = Cohort.objects.open_for_enrollment().filter(edition__course=course)
    opened = [
        cohort
        for cohort in others.exclude(pk=enrollment.cohort_id)
        if cohort.takes_applications(on=today)
    ]
    places = places_of(opened)
    return [cohort for cohort in opened if places[cohort.pk].left]
