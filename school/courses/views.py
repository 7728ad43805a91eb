from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from school.courses import access, actions
from school.courses.comparing import compared, signed_before
from school.courses.forms import SignOffForm
from school.courses.models import Cohort, Duty, Edition, Track
from school.people.requests import MemberRequest
from school.ui.steps import send

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
    """What is confirmed, and what is new since the edition that was signed off last."""
    edition = _readable(request, course, version)
    form = SignOffForm(
        request.POST if request.method == "POST" else None, edition=edition
    )

    def sign() -> str:
        confirmed = form.cleaned_data["points"]
        actions.sign_off(edition, by=request.user, confirmed=confirmed)
        return _("Signed off. Classes may now open.")

    if request.method == "POST" and send(request, form, sign):
        return redirect("courses:sign_off", course, version)
    before = signed_before(edition)
    context = {
        "edition": edition,
        "form": form,
        "can_sign": access.nurse_instructor(request.user) is not None,
        "before": before,
        "sections": compared(before, edition) if before else [],
    }
    return render(request, "courses/sign_off.html", context)


def _readable(request: MemberRequest, course: str, version: str) -> Edition:
    if not _may_read_editions(request):
        raise PermissionDenied
    editions = Edition.objects.select_related("course__track", "signed_off_by__user")
    return get_object_or_404(editions, course__code=course, version=version)


def _may_read_editions(request: MemberRequest) -> bool:
    user = request.user
    return bool(access.nurse_instructor(user)) or user.has_perm("courses.view_edition")
