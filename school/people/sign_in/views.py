"""Signing in: allauth's views, with the code first, the password second."""

from typing import Any

from allauth.account import views
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.phone_verification import (
    PhoneVerificationStageProcess,
)
from allauth.account.internal.stagekit import stash_login
from allauth.account.mixins import RedirectAuthenticatedUserMixin
from allauth.account.stages import (
    LoginByCodeStage,
    LoginStage,
    LoginStageController,
    PhoneVerificationStage,
)
from allauth.account.utils import (
    get_next_redirect_url,
    passthrough_next_redirect_url,
)
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.forms import Form
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from school.people.sign_in.ends import SHARED
from school.people.sign_in.forms import PasswordLoginForm
from school.ui.step_up import StepUp


class KeepsNext(RedirectAuthenticatedUserMixin):
    """Whoever comes back while a code is awaited still gets where they want to go."""

    def _redirect_to_pending_stage(
        self, request: HttpRequest, stage: LoginStage
    ) -> HttpResponseRedirect | None:
        answer = super()._redirect_to_pending_stage(request, stage)
        if answer is not None and stage.urlname:
            if whither := get_next_redirect_url(request):
                stage.login.redirect_url = whither
                stash_login(request, stage.login)
            return redirect(_with_next(request, stage.urlname))
        return answer


class AsksWhosePhone(FormView):
    """Noted before the log-in, whose session goes on from this one."""

    def form_valid(self, form: Form) -> HttpResponse:
        self.request.session[SHARED] = form.cleaned_data["shared"]
        return super().form_valid(form)


class LoginView(AsksWhosePhone, KeepsNext, views.RequestLoginCodeView):
    """The number, then a code: what everybody can do."""

    template_name = "people/sign_in/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = _with_next(self.request, "account_password_login")
        return super().get_context_data(password_login_url=link, **kwargs)


class PasswordLoginView(AsksWhosePhone, KeepsNext, views.LoginView):
    form_class = PasswordLoginForm
    template_name = "people/sign_in/password.html"


class SignupView(AsksWhosePhone, KeepsNext, views.SignupView):
    pass


class PhoneChangeView(StepUp, views.ChangePhoneView):
    """Whoever has the number has the account: an open page alone does not move it."""


class PasswordSetView(StepUp, views.PasswordSetView):
    pass


class LogoutView(views.LogoutView):
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the phone keeps to work without a signal goes by script: `sign_out.js`."""
        answer: HttpResponse = super().post(*args, **kwargs)
        answer["Clear-Site-Data"] = '"cache"'
        return answer


class CodeView(views.ConfirmLoginCodeView):
    def _resend_form_valid(self, form: Form) -> HttpResponse:
        if self._process.user is not None:
            return super()._resend_form_valid(form)
        # allauth asserts that there is an account. Without one nothing is sent, and
        # the page says the same as for everyone.
        self._process.record_resend()
        self._process.persist()
        return redirect(_with_next(self.request, "account_confirm_login_code"))


def to_login(request: HttpRequest) -> HttpResponse:
    return redirect(_with_next(request, "account_login"))


def to_safety(request: HttpRequest) -> HttpResponse:
    return redirect("mfa_index")


def closed(request: HttpRequest, **values: str) -> HttpResponse:
    raise Http404


def confirm_login_code(request: HttpRequest) -> HttpResponseBase:
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    process = LoginCodeVerificationProcess(stage) if stage else None
    if not request.user.is_authenticated and not (process and process.is_valid()):
        return _code_gone(request)
    return CodeView.as_view()(request)


def verify_phone(request: HttpRequest) -> HttpResponseBase:
    stage = LoginStageController.enter(request, PhoneVerificationStage.key)
    process = PhoneVerificationStageProcess(stage) if stage and stage.state else None
    if not request.user.is_authenticated and not (process and process.is_valid()):
        return _code_gone(request)
    return views.verify_phone(request)


def _code_gone(request: HttpRequest) -> HttpResponse:
    """allauth sends back to the start without a word; the reader needs one."""
    request.session.pop("account_login", None)
    messages.warning(request, _("The code has run out. Ask for a new one."))
    return to_login(request)


def _with_next(request: HttpRequest, name: str) -> str:
    return passthrough_next_redirect_url(request, reverse(name), REDIRECT_FIELD_NAME)
