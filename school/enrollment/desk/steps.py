"""The registrar's steps with one application, and with somebody who has not applied."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.courses.models import Cohort
from school.enrollment import access, actions
from school.enrollment.desk.forms import EnrollForm
from school.enrollment.desk.screens import enrollment_of, page_of, registrar_of
from school.enrollment.models import Enrollment, Quota
from school.enrollment.places import claims_of, places_of
from school.enrollment.rules import Places
from school.enrollment.rules.eligibility import Waiver
from school.lib.errors import Refusal
from school.people.models import ConsentText
from school.people.requests import allowed
from school.ui.asking import ask, asked
from school.ui.reasons import ReasonForm
from school.ui.steps import posted, press

INSPECT = "desk_enrollment:inspect"
SETTLE: dict[str, Callable[..., Enrollment]] = {
    "offer": actions.offer,
    "admit": actions.admit,
}


def places(request: HttpRequest) -> HttpResponse:
    """How full the open and running classes are."""
    user = allowed(request, "enrollment.view_enrollment")
    cohorts = Cohort.objects.unfinished().exclude(status=Cohort.Status.DRAFT)
    listed = list(cohorts.select_related("edition__course").order_by("starts_on"))
    counted = places_of(listed)
    asked = _asked(listed)
    context = {
        "page_title": _("Places"),
        "header_icon": "group",
        "rows": [
            (
                cohort,
                counted[cohort.pk],
                _reserved(counted[cohort.pk]),
                asked[cohort.pk],
            )
            for cohort in listed
        ],
        "can_admit": access.can_admit(user),
    }
    return render(request, "enrollment/desk/places.html", context)


def _asked(cohorts: list[Cohort]) -> dict[int, list[tuple[str, str]]]:
    """By class, who asks for a reserved place, in words, and where they are listed."""
    asked: dict[int, list[tuple[str, str]]] = {cohort.pk: [] for cohort in cohorts}
    address = reverse("desk_enrollment:index")
    for (key, kind), count in sorted(claims_of(cohorts).items()):
        word = _("%(kind)s: %(count)s to answer") % {
            "kind": Quota.Kind(kind).label,
            "count": count,
        }
        query = f"?cohort={key}&status=waitlisted&quota_claim={kind}"
        asked[key].append((word, address + query))
    return asked


def _reserved(places: Places) -> list[str]:
    """The pools beside the general one, in words."""
    return [
        _("%(kind)s: %(taken)s of %(seats)s taken, %(waiting)s waiting")
        % {
            "kind": Quota.Kind(pool.kind).label,
            "taken": pool.taken,
            "seats": pool.seats,
            "waiting": pool.waiting,
        }
        for pool in places.pools
        if pool.kind
    ]


@require_POST
def settle(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    user, enrollment = enrollment_of(request, code)

    def take() -> str:
        SETTLE[verb](enrollment, by=user)
        return _("Now: %(word)s.") % {"word": enrollment.get_status_display()}

    press(request, take)
    return redirect(INSPECT, enrollment.pk)


def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    user, enrollment = enrollment_of(request, code)
    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.withdraw, enrollment, by=user),
        _("Withdrawn; the place goes to the next in line."),
        title=_("Withdraw"),
        about=str(enrollment),
        back=page_of(enrollment),
        icon="user",
    )


def enroll(request: HttpRequest) -> HttpResponse:
    """Enrol somebody by hand, or put them in line."""
    user = registrar_of(request)
    text = get_object_or_404(
        ConsentText.objects.current(), purpose=ConsentText.Purpose.ENROLMENT
    )
    initial = {"cohort": request.GET.get("cohort")}
    form = EnrollForm(posted(request), text=text, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            enrollment = actions.apply_with_consent(
                typed["number"],
                cohort=typed["cohort"],
                by=user,
                source=Enrollment.Source.REGISTRAR,
                text=text,
                waiver=Waiver(typed["override"]),
            )
        except Refusal as refusal:
            for part in refusal.parts:
                form.add_error(None, str(part))
        else:
            word = enrollment.get_status_display()
            messages.success(request, f"{enrollment}: {word}")
            return redirect(INSPECT, enrollment.pk)
    back = reverse("desk_enrollment:index")
    return ask(request, form, _("Enrol by hand"), about="", back=back, icon="user")
