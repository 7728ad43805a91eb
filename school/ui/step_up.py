"""Before what matters most: who does it has shown lately that it is she, or shows it now."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from school.lib import crypto
from school.ui.signals import sent_again

SAFE = frozenset({"GET", "HEAD"})


def is_shown(request: HttpRequest) -> bool:
    """A log-in counts as much as being asked again (`PhoneAdapter.login`)."""
    records = get_authentication_records(request, request.user)
    shown = [one["at"] for one in records if one.get("reauthenticated")]
    return bool(shown) and time.time() - shown[-1] < settings.STEP_UP_MINUTES * 60


def step_up(view: Callable[..., Any] | None = None, *, gives_file: bool = False) -> Any:
    """Who is not signed in is left to the view.

    From a file (`gives_file`) there is no way on: its asker comes back to where its
    button is.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def stepped(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.is_authenticated or is_shown(request):
                return view(request, *args, **kwargs)
            return ask_again(request, back=_referer(request) if gives_file else "")

        # Read by the tests.
        vars(stepped)["asks_again"] = True
        return stepped

    return decorate(view) if view else decorate


class StepUp:
    """The same for a view that is a class; `matters` says of which of its requests."""

    asks_again = True

    def matters(self, request: HttpRequest) -> bool:
        return True

    def back_from(self, request: HttpRequest) -> str:
        return ""

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        is_known = request.user.is_authenticated
        if is_known and self.matters(request) and not is_shown(request):
            return ask_again(request, back=self.back_from(request))
        view: Any = super()
        answer: HttpResponseBase = view.dispatch(request, *args, **kwargs)
        return answer


def ask_again(request: HttpRequest, *, back: str = "") -> HttpResponseBase:
    """Keep what was sent, sealed, and ask; `resume` goes on with it."""
    kept: dict[str, Any] = {"path": request.get_full_path(), "back": back}
    if request.method not in SAFE:
        kept["at"] = time.time()
        kept["typed"] = crypto.seal(request.POST.urlencode())
    request.session[STATE_SESSION_KEY] = {
        "state": kept,
        "callback": f"{resume.__module__}.{resume.__name__}",
    }
    way = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
    return redirect(f"{way}?{urlencode({REDIRECT_FIELD_NAME: kept['path']})}")


def resume(request: HttpRequest, kept: dict[str, Any]) -> HttpResponseBase:
    """allauth calls it once she has shown who she is."""
    path = kept["path"]
    asked_for = request.POST.get(REDIRECT_FIELD_NAME, path)
    if asked_for != path and url_has_allowed_host_and_scheme(
        asked_for, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        # Asked in two windows: what was sent in the other one is not what she sees here.
        return redirect(asked_for)
    if kept["back"]:
        messages.success(request, _("Thank you. Press once more, and the file comes."))
        return redirect(kept["back"])
    if "typed" not in kept or time.time() - kept["at"] > settings.STEP_UP_MINUTES * 60:
        return redirect(path)
    return send_again(request, path, crypto.unseal(kept["typed"]))


def send_again(request: HttpRequest, path: str, typed: str) -> HttpResponse:
    """What was typed before she was asked who she is, as though it were sent now."""
    address = urlsplit(path)
    request.method = request.META["REQUEST_METHOD"] = "POST"
    request.path = request.META["PATH_INFO"] = request.path_info = address.path
    request.META["QUERY_STRING"] = address.query
    request.GET = QueryDict(address.query)
    request.POST = QueryDict(typed)
    request.resolver_match = found = resolve(address.path)
    sent_again.send(sender=None, request=request)
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer


def _referer(request: HttpRequest) -> str:
    """The page with the button; the file itself where a browser does not say."""
    address = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(
        address,
        allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    )
    return address if is_own and urlsplit(address).path != request.path else ""
