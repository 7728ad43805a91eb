"""The second factor: allauth's views, with passkeys that sign in by themselves."""

import ipaddress
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.generic.edit import FormView

from school.people.access import owes_second_factor

# Where a colleague wanted to go when a second factor was asked of her.
ONWARD = "after_second_factor"


class SafetyView(IndexView):
    """Everything that keeps an account its owner's, on one page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        session, owes = self.request.session, owes_second_factor(self.request.user)
        if owes and (there := get_next_redirect_url(self.request)):
            session[ONWARD] = there
        onward = "" if owes else session.pop(ONWARD, "")
        return super().get_context_data(owes=owes, onward=onward, **kwargs)


class ProvedByAdding(FormView):
    """Adding it has just proved it: the recovery codes are shown without asking again."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer = super().form_valid(form)
        user = self.request.user
        record_authentication(self.request, user, "mfa", reauthenticated=True)
        return answer


class AddAppView(ProvedByAdding, totp.ActivateTOTPView):
    pass


class AddPasskeyView(ProvedByAdding, views.AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Kept on the device and opened by its owner alone: it signs in without a number.
        options = auth.begin_registration(self.request.user, True)
        return {
            **context,
            "js_data": {"creation_options": options},
            "is_by_number": _is_by_number(self.request),
        }


class RenamePasskeyView(views.EditWebAuthnView):
    success_url = reverse_lazy("mfa_index")


class RemovePasskeyView(views.RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


class PasskeyAgainView(views.ReauthenticateWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        """Back to this page: allauth goes to the login page, which knows who is here."""
        for fault in form.errors.get("credential", ()):
            messages.error(self.request, str(fault))
        here = reverse("mfa_reauthenticate_webauthn")
        return redirect(
            passthrough_next_redirect_url(self.request, here, REDIRECT_FIELD_NAME)
        )


@login_required
def passkeys(request: HttpRequest) -> HttpResponse:
    return redirect("mfa_index")


def _is_by_number(request: HttpRequest) -> bool:
    """Browsers make passkeys for a site with a name, and for none that is an IP address."""
    try:
        ipaddress.ip_address(
            request.get_host().rpartition(":")[0] or request.get_host()
        )
    except ValueError:
        return False
    return True
