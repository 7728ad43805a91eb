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
from school.people.access import colleagues, owes_second_factor
from school.people.models import User
from school.people.working_as.middleware import CHOSEN
from school.ui.step_up import send_again

BEGAN, SEEN, WORKS, SHARED = "began", "seen", "works_here", "shared_phone"
KEPT = "typed_before_the_end"
# Whose session it was, so that what she sends from the page that is still open is kept.
ENDED = "ended"
STILL_OPEN = 60 * 60
# Wagtail's editor asks there every ten seconds who else is at work, whoever sits before it.
ASKED_BY_ITSELF = "/editing-sessions/"
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
        if not isinstance(user, User):
            return self._answered(request)
        if not (said := _why_over(request, user)):
            return self.get_response(request)
        role = request.session.get(CHOSEN)
        logout(request)
        request.session[ENDED] = {"at": time.time(), "user": user.pk, "role": role}
        messages.info(request, said)
        return self._answered(request)

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.method == "POST" and _asks_to_log_in(answer):
            _keep_typed(request)
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
    elif (
        now - session[SEEN] > limits.idle / PARTS
        and ASKED_BY_ITSELF not in request.path
    ):
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


def _keep_typed(request: HttpRequest) -> None:
    """Sealed, for herself; not what has files with it, which would be missing, nor what a
    script sent.
    """
    ended = request.session.get(ENDED)
    if not ended or time.time() - ended["at"] > STILL_OPEN or not _is_page(request):
        return
    if request.POST and not request.FILES:
        request.session[KEPT] = {
            "at": time.time(),
            "path": request.get_full_path(),
            "typed": crypto.seal(request.POST.urlencode()),
            "user": ended["user"],
            "role": ended["role"],
        }


def _is_page(request: HttpRequest) -> bool:
    """Browsers say what an answer is for; one that does not is believed."""
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def go_on(request: HttpRequest, user: User, answer: HttpResponse) -> HttpResponse:
    """What she had typed is sent, if this log-in leads back to where it was."""
    kept: dict[str, Any] = request.session.pop(KEPT, {})
    request.session.pop(ENDED, None)
    if (
        not kept
        or kept["user"] != user.pk
        or kept["path"] != answer.headers.get("Location")
        or time.time() - kept["at"] > settings.STEP_UP_MINUTES * MINUTE
        # She is led there first, and no door is opened before.
        or owes_second_factor(user)
    ):
        return answer
    if kept["role"] is not None:
        request.session[CHOSEN] = kept["role"]
    return send_again(request, kept["path"], crypto.unseal(kept["typed"]))
