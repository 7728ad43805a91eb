"""How allauth finds, keeps and confirms mobile numbers."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.validators import RegexValidator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.lib import sms
from school.people.actions import end_sessions, record_phone, record_sign_up
from school.people.models import LogIn, User
from school.people.rules import mobile_number
from school.people.sign_in import devices, ends, noting

logger = logging.getLogger(__name__)

MOBILE = RegexValidator(
    r"^1[3-9][0-9]{9}$",
    gettext_lazy("A mobile number has 11 digits and begins with 1. Check the number."),
)


# What the next page says by itself.
UNSAID = {
    "account/messages/logged_in.txt",
    "account/messages/login_code_sent.txt",
    "account/messages/phone_verification_sent.txt",
    "account/messages/phone_verified.txt",
}

# How to show once more who one is; the first that the account has is asked for.
AGAIN = {
    "mfa_reauthenticate:webauthn": gettext_lazy("Use the passkey"),
    "mfa_reauthenticate": gettext_lazy("Type a code from the app"),
    "reauthenticate": gettext_lazy("Type the password"),
    "code": gettext_lazy("Get a code by SMS"),
}
WEAKER = {"reauthenticate", "code"}
AGAIN_BY_CODE = "account_reauthenticate_by_code"


class MobileField(forms.CharField):
    """Eleven digits; however they were typed (`mobile_number`)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Mobile number"))
        kwargs["widget"] = forms.TextInput(
            attrs={"type": "tel", "inputmode": "numeric", "autocomplete": "tel"}
        )
        super().__init__(validators=[MOBILE], **kwargs)

    def to_python(self, value: Any) -> str:
        return mobile_number(super().to_python(value) or "")


class PhoneAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy(
            "This account has been closed. Ask the registrar."
        ),
        "enter_current_password": gettext_lazy(
            "This is not your current password. Type it again."
        ),
        "incorrect_code": gettext_lazy(
            "This is not the code in the newest SMS. Compare the six digits."
        ),
        "incorrect_password": gettext_lazy("This is not your password. Type it again."),
        "phone_password_mismatch": gettext_lazy(
            "Number and password do not belong together. "
            "Check both, or log in with a code."
        ),
        "phone_taken": gettext_lazy(
            "This number belongs to an account already. Log in with it."
        ),
        "rate_limited": gettext_lazy(
            "A code has just been sent. Wait half a minute before you ask for another."
        ),
        "same_as_current": gettext_lazy("This is your number now. Type the new one."),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries. Wait a few minutes, then ask for a new code."
        ),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Whoever logs in has shown who she is: allauth counts only being asked again."""
        super().login(request, user)
        record_authentication(request, user, "login", reauthenticated=True)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        assert isinstance(user, User)
        answer = ends.go_on(request, user, answer)
        devices.remember(request, answer, user)
        return answer

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """Whose password is tried, and whether with a browser that she has used.

        allauth counts by address of e-mail or name alone: by number all would share
        one count, and five wrong passwords would shut the whole school out.
        """
        phone = str(credentials.get("phone", ""))
        device = devices.known_to(request, self.get_user_by_phone(phone))
        return f"{phone}:{device}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except forms.ValidationError:
            user = self.get_user_by_phone(str(credentials.get("phone", "")))
            noting.note_stopped(request, user, LogIn.Way.PASSWORD)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = self.get_user_by_phone(str(credentials.get("phone", "")))
        noting.note_wrong(request, user, LogIn.Way.PASSWORD)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, str]]:
        """The second factor where there is one: nothing less stands in for it.

        Else the password, or a code by SMS, which everybody can get.
        """
        methods = {one["id"]: one for one in super().get_reauthentication_methods(user)}
        if user.is_authenticated:
            methods["code"] = {"id": "code", "url": reverse(AGAIN_BY_CODE)}
        wanted = [name for name in AGAIN if name in methods]
        if strong := [name for name in wanted if name not in WEAKER]:
            wanted = strong
        return [{**methods[name], "description": str(AGAIN[name])} for name in wanted]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("portal:me")

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        kwargs.pop("label", None)
        return MobileField(**kwargs)

    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: forms.BaseForm,
        commit: bool = True,
    ) -> AbstractBaseUser:
        """Make the account with its number at once: the database has none without."""
        assert isinstance(user, User)
        user.set_unusable_password()
        user.phone = form.cleaned_data["phone"]
        return record_sign_up(user)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        assert isinstance(user, User)
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        assert isinstance(user, User)
        has_moved = bool(user.phone) and user.phone != phone
        record_phone(user, phone=phone, is_verified=verified)
        if has_moved:
            # Whoever was in by the old number is out.
            here = context.request.session.session_key
            end_sessions(user, by=user, but=here)

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(
        self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any
    ) -> None:
        self._send(
            phone,
            _(
                "Your night school code is %(code)s. It works for %(minutes)s minutes. "
                "Give it to nobody."
            )
            % {"code": code, "minutes": settings.CODE_MINUTES},
            kind="login_code",
            facts={"code": code},
        )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        noting.note_wrong(context.request, None, LogIn.Way.CODE)
        self._send(
            phone,
            _("This number has no night school account yet. Sign up with it first."),
        )

    def send_account_already_exists_sms(self, phone: str) -> None:
        self._send(
            phone, _("This number has a night school account. Log in with a code.")
        )

    def _send(self, phone: str, text: str, **about: Any) -> None:
        try:
            sms.send(phone, text, **about)
        except (sms.NotSent, OSError):
            logger.exception("an SMS of the sign-in was not sent")
            messages.error(
                context.request,
                _("The SMS could not be sent. Wait a minute, then ask for a new code."),
            )
            return
        if settings.DEMONSTRATION and sms.is_on_console():
            # Whoever tries the school on a phone does not see its console. The page
            # that asks for the code shows this, after a wrong try too.
            context.request.session["demonstration_sms"] = text
