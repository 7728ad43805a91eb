"""The week of those who teach, and calendars to subscribe to."""

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from school.courses import access, actions, weeks
from school.courses.models import Cohort, Feed
from school.lib import ical
from school.lib.attempts import take
from school.lib.crypto import fingerprint
from school.people.models import User
from school.people.requests import MemberRequest
from school.portal import calendars, evenings

# A program that asks more often than this in ten minutes has lost its way.
MOST_READINGS = 60
FRESH_SECONDS = 15 * 60


@login_required
def week(request: MemberRequest) -> HttpResponse:
    """The evenings of one week in the classes one works in."""
    monday = weeks.parse(request.GET.get("week", "")) or weeks.monday_of(
        timezone.localdate()
    )
    sessions = evenings.of_staff(request.user)
    context = {"week": weeks.of(sessions, monday), "today": timezone.localdate()}
    return render(request, "portal/week.html", context)


@login_required
def calendar(request: MemberRequest) -> HttpResponse:
    """One's own calendar address, and those of the classes one works in."""
    classes = Cohort.objects.staffed_by(request.user).unfinished()
    context = {**_address(request.user, None), "classes": classes}
    return render(request, "portal/calendar.html", context)


@login_required
@require_POST
def open_calendar(request: MemberRequest) -> HttpResponse:
    actions.open_feed(request.user, by=request.user)
    return redirect("portal:calendar")


@login_required
@require_POST
def revoke_calendar(request: MemberRequest) -> HttpResponse:
    for feed in Feed.objects.of(request.user, None):
        actions.revoke_feed(feed, by=request.user)
    return redirect("portal:calendar")


@login_required
def class_calendar(request: MemberRequest, code: str) -> HttpResponse:
    cohort = _cohort(request, code)
    context = {**_address(request.user, cohort), "cohort": cohort}
    return render(request, "portal/class_calendar.html", context)


@login_required
@require_POST
def open_class_calendar(request: MemberRequest, code: str) -> HttpResponse:
    actions.open_feed(_cohort(request, code), by=request.user)
    return redirect("portal:class_calendar", code)


@login_required
@require_POST
def revoke_class_calendar(request: MemberRequest, code: str) -> HttpResponse:
    for feed in Feed.objects.of(request.user, _cohort(request, code)):
        actions.revoke_feed(feed, by=request.user)
    return redirect("portal:class_calendar", code)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """For calendar programs: whoever knows the address reads it, until it is revoked."""
    found = get_object_or_404(
        Feed.objects.standing().select_related("user", "cohort"),
        fingerprint=fingerprint(token),
    )
    if not access.may_read_feed(found):
        raise Http404
    if not take("feed", str(found.pk), most=MOST_READINGS):
        return HttpResponse(status=429, headers={"Retry-After": str(FRESH_SECONDS)})
    body = calendars.written(found, at=timezone.now())
    answer = HttpResponse(body, content_type=ical.CALENDAR)
    answer["Content-Disposition"] = 'inline; filename="evenings.ics"'
    answer["X-Robots-Tag"] = "noindex"
    answer["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()}"'
    patch_cache_control(answer, private=True, max_age=FRESH_SECONDS)
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _address(user: User, cohort: Cohort | None) -> dict[str, Any]:
    standing = Feed.objects.of(user, cohort).first()
    address = calendars.address_of(standing) if standing else ""
    return {
        "address": address,
        # What a phone opens its calendar with.
        "subscribe": address.replace("https://", "webcal://", 1).replace(
            "http://", "webcal://", 1
        ),
        "since": standing.made_at if standing else None,
    }


def _cohort(request: MemberRequest, code: str) -> Cohort:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), code=code)
    if not access.can_open_feed(request.user, cohort):
        raise PermissionDenied
    return cohort
