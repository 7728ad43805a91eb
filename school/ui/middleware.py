from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.defaults import page_not_found

from school.lib.typed import is_huge

# What is looked for at the desk may be any number.
WORDS = {"q"}
# Read by whoever writes the other end.
PLAIN = (
    "Call this address by https. What was sent went over the line unencrypted: "
    "if a token was in it, have it changed."
)


def refuse_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Turn away addresses that hold a NUL: no link has one, and PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest()
        return get_response(request)

    return middleware


def refuse_trace(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Nobody is told what a proxy has put into a request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in {"TRACE", "TRACK"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST", "OPTIONS"])
        return get_response(request)

    return middleware


def refuse_plain_calls(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A machine that calls by http shows its secret to the line: it is told, not redirected."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if (
            settings.SECURE_SSL_REDIRECT
            and request.path.startswith("/api/")
            and not request.is_secure()
        ):
            return JsonResponse({"detail": PLAIN}, status=403)
        return get_response(request)

    return middleware


def refuse_huge_numbers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No row of the desk has a number that the database cannot hold; Wagtail asks for any."""
    desk = reverse("wagtailadmin_home")

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(desk) and any(
            is_huge(value)
            for name, values in request.GET.lists()
            if name not in WORDS
            for value in values
        ):
            raise Http404
        return get_response(request)

    return middleware


class ContentPolicy(CSPMiddleware):
    """Says from where a page may load what; at the desk, as strictly as Wagtail allows."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(reverse("wagtailadmin_home")):
            parts.update = settings.DESK_SECURITY_POLICY
        return parts


def permissions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say what of the phone a page may ask for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        return response

    return middleware


def keep_out_of_caches(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What is shown to somebody who is logged in stays neither in her browser nor on the way.

    An answer that says itself how long it lasts is the same for everybody, or says so.
    What a page keeps on the phone to work without a signal is kept by its script.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        says = answer.get("Cache-Control", "")
        is_hers = request.user.is_authenticated and "max-age" not in says
        if is_hers and not request.path.startswith(settings.MEDIA_URL):
            patch_cache_control(answer, private=True, no_store=True)
        return answer

    return middleware


class OwnNotFound:
    """Shows a demonstration's visitors our own page, where debugging has Django show its map of URLs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # No view was found, so none has answered with a page of its own.
        if response.status_code == 404 and request.resolver_match is None:
            return self.process_exception(request, Http404()) or response
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, Http404) and settings.DEBUG and settings.DEMONSTRATION:
            return page_not_found(request, exception)
        return None
