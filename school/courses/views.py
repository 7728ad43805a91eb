from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from school.courses import access, actions
from school.courses.forms import SignOffForm
from school.courses.models import Cohort, Duty, Edition, Track
from school.lib.errors import Refusal
from school.people.requests import MemberRequest

A_PAGE = 20


def cohorts(request: HttpRequest) -> HttpResponse:
    """Open classes and those to come, for everybody."""
    listed = Cohort.objects.coming().order_by("starts_on", "pk")
    track = request.GET.get("track", "")
    if track:
        listed = listed.filter(edition__course__track__code=track)
    listed = listed.select_related("venue", "edition__course__track")
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    tracks = Track.objects.all()
    context = {"page": page, "tracks": tracks, "track": track}
    return render(request, "courses/cohorts.html", context)


def cohort(request: HttpRequest, code: str) -> HttpResponse:
    """One class: its evenings, venue, teachers and fee, and the way in."""
    found = get_object_or_404(
        Cohort.objects.visible_to(request.user).select_related(
            "venue", "edition__course__track"
        ),
        code=code,
    )
    sessions = found.sessions.planned().select_related("evening", "venue", "teacher")
    teaching = found.duties.filter(kind=Duty.Kind.INSTRUCTOR).select_related("user")
    teachers = [str(duty.user) for duty in teaching]
    context = {"cohort": found, "sessions": sessions, "teachers": teachers}
    return render(request, "courses/cohort.html", context)


@login_required
def editions(request: MemberRequest) -> HttpResponse:
    """What waits for the sign-off of a nurse-instructor, and what has it."""
    if not _may_read_editions(request):
        raise PermissionDenied
    listed = Edition.objects.exclude(status=Edition.Status.DRAFT)
    context = {
        "editions": listed.select_related("course__track", "signed_off_by__user"),
    }
    return render(request, "courses/editions.html", context)


@login_required
def sign_off(request: MemberRequest, course: str, version: str) -> HttpResponse:
    if not _may_read_editions(request):
        raise PermissionDenied
    edition = get_object_or_404(
        Edition.objects.select_related("course__track", "signed_off_by__user"),
        course__code=course,
        version=version,
    )
    form = SignOffForm(
        request.POST if request.method == "POST" else None, edition=edition
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_off(
                edition, by=request.user, confirmed=form.cleaned_data["points"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Signed off. Classes may now open."))
            return redirect("courses:sign_off", course, version)
    can_sign = access.nurse_instructor(request.user) is not None
    context = {"edition": edition, "form": form, "can_sign": can_sign}
    return render(request, "courses/sign_off.html", context)


def _may_read_editions(request: MemberRequest) -> bool:
    user = request.user
    return bool(access.nurse_instructor(user)) or user.has_perm("courses.view_edition")
