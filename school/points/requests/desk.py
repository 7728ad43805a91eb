"""Awards that wait for a second person, at the desk: read, confirmed, refused, taken back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.people.models import User
from school.people.requests import allowed
from school.points import actions
from school.points.actions.proposing import AWARD, CONFIRM
from school.points.answering import confirmed
from school.points.forms import RefuseForm
from school.points.requests.models import AwardRequest
from school.points.waits import awards_for
from school.ui.asking import asked
from school.ui.steps import posted, press

VIEW = "points.view_awardrequest"
WAITING = AwardRequest.Status.WAITING
# Of those that are answered the last ones.
MOST_LISTED = 30
RELATED = ("person", "rule", "asked_by", "decided_by", "posting")


def may_enter(user: object) -> bool:
    """Answers them, looks on, or asks."""
    return isinstance(user, User) and (user.has_perm(VIEW) or user.has_perm(AWARD))


def _enter(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not may_enter(user):
        raise PermissionDenied
    return user


def _request(user: User, code: str) -> AwardRequest:
    requests = AwardRequest.objects.visible_to(user).select_related(*RELATED)
    return get_object_or_404(requests, code=code)


def index(request: HttpRequest) -> HttpResponse:
    user = _enter(request)
    requests = AwardRequest.objects.visible_to(user).select_related(*RELATED)
    yours = list(awards_for(user).values_list("pk", flat=True))
    waiting = requests.filter(status=WAITING).order_by("asked_at")
    context = {
        "page_title": _("Awards for two"),
        "header_icon": "group",
        "yours": waiting.filter(pk__in=yours),
        "waiting": waiting.exclude(pk__in=yours),
        "answered": requests.exclude(status=WAITING)[:MOST_LISTED],
    }
    return render(request, "points/requests/desk/index.html", context)


def one(request: HttpRequest, code: str) -> HttpResponse:
    user = _enter(request)
    found = _request(user, code)
    is_own = found.asked_by_id == user.pk
    context = {
        "page_title": found.person.name,
        "page_subtitle": str(found.rule),
        "header_icon": "group",
        "asked": found,
        "is_own": is_own,
        "may_answer": found.is_waiting and not is_own and user.has_perm(CONFIRM),
    }
    return render(request, "points/requests/desk/request.html", context)


@require_POST
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, CONFIRM)
    found = _request(user, code)

    def verb() -> str:
        done = actions.confirm_award(found, by=user)
        return confirmed(
            done.posting, _("Confirmed: the points are given, and who asked is told.")
        )

    press(request, verb)
    return redirect("points_desk:award_request", code)


def refuse(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, CONFIRM)
    found = _request(user, code)
    return asked(
        request,
        RefuseForm(posted(request)),
        partial(actions.refuse_award, found, by=user),
        _("Refused. Who asked for it is told why."),
        title=_("Refuse the award"),
        about=str(found),
        back=reverse("points_desk:award_request", args=[code]),
        icon="warning",
        is_serious=True,
    )


@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, AWARD)
    found = _request(user, code)

    def verb() -> str:
        actions.withdraw_award(found, by=user)
        return _("Taken back. No points were given.")

    press(request, verb)
    return redirect("points_desk:award_request", code)
