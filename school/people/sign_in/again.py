"""Showing once more who one is, by a code to one's own telephone."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import (
    AbstractCodeVerificationProcess,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import BaseReauthenticateView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from school.people.models import LogIn, User
from school.people.sign_in import noting
from school.people.sign_in.forms import LoginCodeForm

KEPT = "code_to_go_on"


class CodeAgain(AbstractCodeVerificationProcess):
    """The code that was sent, kept in the session of whoever asked for it."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )

    @classmethod
    def begin(cls, request: HttpRequest, user: User) -> None:
        process = cls(request, cls.initial_state(user=user, phone=user.phone))
        process.send()
        process.persist()

    @classmethod
    def waiting(cls, request: HttpRequest) -> "CodeAgain | None":
        """None where no code was sent, it is too old, or the number is another by now."""
        user, state = request.user, request.session.get(KEPT, {})
        if not isinstance(user, User) or state.get("phone") != user.phone:
            return None
        process: CodeAgain | None = cls(request, state).abort_if_invalid()
        return process

    def persist(self) -> None:
        self.request.session[KEPT] = self.state

    def abort(self) -> None:
        self.request.session.pop(KEPT, None)

    def send(self) -> None:
        adapter, user = get_adapter(self.request), self.request.user
        phone = self.state["phone"]
        code = adapter.generate_phone_verification_code(user=user, phone=phone)
        self.state["code"] = code
        adapter.send_verification_code_sms(user=user, phone=phone, code=code)


@method_decorator(login_required, name="dispatch")
class CodeAgainView(BaseReauthenticateView):
    form_class = LoginCodeForm
    template_name = "people/sign_in/again.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "send":
            return self._send(request)
        if CodeAgain.waiting(request) is None:
            messages.warning(request, _("The code has run out. Ask for a new one."))
            return self._here(request)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_form_kwargs(self) -> dict[str, Any]:
        waiting = CodeAgain.waiting(self.request)
        return {**super().get_form_kwargs(), "code": waiting.code if waiting else None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_sent = CodeAgain.waiting(self.request) is not None
        return super().get_context_data(is_sent=is_sent, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        self.request.session.pop(KEPT, None)
        user = self.request.user
        record_authentication(self.request, user, "code", reauthenticated=True)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        waiting, user = CodeAgain.waiting(self.request), self.request.user
        assert isinstance(user, User)
        noting.note_wrong(self.request, user, LogIn.Way.CODE)
        if waiting and not waiting.record_invalid_attempt():
            messages.warning(
                self.request, _("Too many tries. Ask for a new code and type that one.")
            )
            return self._here(self.request)
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def _send(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        assert isinstance(user, User)
        may = ratelimit.consume(request, action="request_login_code", key=user.phone)
        if may:
            CodeAgain.begin(request, user)
        else:
            said = get_adapter(request).error_messages["rate_limited"]
            messages.warning(request, str(said))
        return self._here(request)

    def _here(self, request: HttpRequest) -> HttpResponse:
        return redirect(
            passthrough_next_redirect_url(request, request.path, REDIRECT_FIELD_NAME)
        )
