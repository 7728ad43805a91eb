"""The pages on which somebody changes their class, or puts it off."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.enrollment import actions
from school.enrollment.forms import TransferForm
from school.enrollment.models import Enrollment
from school.enrollment.own import own
from school.enrollment.places import places_of
from school.people.requests import MemberRequest
from school.ui.steps import posted, press, send


@login_required
def transfer(request: MemberRequest, code: str) -> HttpResponse:
    enrollment = own(request, code)
    targets = _targets(enrollment)
    form = TransferForm(posted(request), targets=targets)

    def move() -> str:
        actions.transfer(enrollment, to=form.cleaned_data["to"], by=request.user)
        return ""

    if send(request, form, move):
        return redirect("enrollment:detail", enrollment.moved_to.code)
    context = {"enrollment": enrollment, "form": form, "targets": targets}
    return render(request, "enrollment/transfer.html", context)


@login_required
def defer(request: MemberRequest, code: str) -> HttpResponse:
    """Ask once more, then put the place off to a later class."""
    enrollment = own(request, code)
    if request.method != "POST":
        return render(request, "enrollment/defer.html", {"enrollment": enrollment})

    def put_off() -> str:
        actions.defer(enrollment, by=request.user)
        return _("Put off. Apply for a later class of the course: you come first.")

    press(request, put_off)
    return redirect("enrollment:detail", code)


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
