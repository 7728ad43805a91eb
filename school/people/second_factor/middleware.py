"""A colleague without a second factor adds one before anything else."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from school.people.access import owes_second_factor
from school.people.models import User

# What it takes to add one, to read the page in one's own way, and to leave.
OPEN = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_reauthenticate_by_code",
        "account_logout",
        "ui:language",
        "ui:large_mode",
        "ui:theme",
        "ui:data",
    }
)


class SecondFactorFirst:
    """Asks once the address is known, so that no other way of writing it goes round."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user, found = request.user, request.resolver_match
        if not isinstance(user, User) or (found and found.view_name in OPEN):
            return None
        if not owes_second_factor(user):
            return None
        if request.method not in {"GET", "HEAD"} or _wants_data(request):
            said = _("Add a second step to your log-in first.")
            return JsonResponse({"detail": said}, status=403)
        there = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
        return redirect(f"{reverse('mfa_index')}?{there}")


def _wants_data(request: HttpRequest) -> bool:
    return "json" in request.headers.get("Accept", "")
