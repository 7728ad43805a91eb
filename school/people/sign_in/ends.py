"""When a session ends: nothing was done for a while, or it has lasted long enough."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from school.lib import crypto
from school.people.access import colleagues
from school.people.models import User
from school.ui.step_up import send_again

BEGAN, SEEN, WORKS, SHARED = "began", "seen", "works_here", "shared_phone"
KEPT = "typed_before_the_end"
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# That she is still there is written down only so often: a page costs no more for it.
PARTS = 24


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds: without doing anything, and in any case."""

    idle: int
    whole: int


def limits_of(request: HttpRequest) -> Limits:
    session, user = request.session, request.user
    if session.get(WORKS) or getattr(user, "is_staff", False):
        limits = Limits(
            settings.DESK_IDLE_MINUTES * MINUTE, settings.DESK_SESSION_HOURS * HOUR
        )
    else:
        limits = Limits(
            settings.PHONE_IDLE_DAYS * DAY, settings.PHONE_SESSION_DAYS * DAY
        )
    if session.get(SHARED):
        return Limits(min(limits.idle, 30 * MINUTE), min(limits.whole, 4 * HOUR))
    return limits


def begin(request: HttpRequest, user: User) -> None:
    request.session[BEGAN] = time.time()
    _see(request, user)


def _see(request: HttpRequest, user: User) -> None:
    request.session[SEEN] = time.time()
    request.session[WORKS] = colleagues().filter(pk=user.pk).exists()


class SessionEnds:
    """Ends it on the first request after its time, and says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User) or not (said := _why_over(request, user)):
            return self.get_response(request)
        logout(request)
        messages.info(request, said)
        answer = self.get_response(request)
        if request.method == "POST" and _asks_to_log_in(answer):
            _keep_typed(request, user)
        return answer


def _why_over(request: HttpRequest, user: User) -> str:
    now, session, limits = time.time(), request.session, limits_of(request)
    if BEGAN not in session:
        begin(request, user)
    elif now - session[BEGAN] > limits.whole:
        return _(
            "You have been logged in for %(time)s, so you were logged out. Log in again."
        ) % {"time": in_words(limits.whole)}
    elif now - session[SEEN] > limits.idle:
        return _(
            "Nothing was done here for %(time)s, so you were logged out. Log in again."
        ) % {"time": in_words(limits.idle)}
    elif now - session[SEEN] > limits.idle / PARTS:
        _see(request, user)
    return ""


def in_words(seconds: int) -> str:
    if seconds % DAY == 0:
        count = seconds // DAY
        return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
    if seconds % HOUR == 0:
        count = seconds // HOUR
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = seconds // MINUTE
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def _asks_to_log_in(answer: HttpResponseBase) -> bool:
    there = urlsplit(answer.headers.get("Location", "")).path
    return answer.status_code == 302 and there == reverse("account_login")


def _keep_typed(request: HttpRequest, user: User) -> None:
    """Sealed, for herself, and not what has files with it: they would be missing."""
    if request.POST and not request.FILES:
        request.session[KEPT] = {
            "at": time.time(),
            "path": request.get_full_path(),
            "typed": crypto.seal(request.POST.urlencode()),
            "user": user.pk,
        }


def go_on(request: HttpRequest, user: User, answer: HttpResponse) -> HttpResponse:
    """What she had typed is sent, if this log-in leads back to where it was."""
    kept: dict[str, Any] = request.session.pop(KEPT, {})
    if (
        not kept
        or kept["user"] != user.pk
        or kept["path"] != answer.headers.get("Location")
        or time.time() - kept["at"] > settings.STEP_UP_MINUTES * MINUTE
    ):
        return answer
    return send_again(request, kept["path"], crypto.unseal(kept["typed"]))
