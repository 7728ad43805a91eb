"""The forms of the second factor, on top of allauth's."""

from typing import Any

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from school.people.models import LogIn
from school.people.sign_in import noting
from school.people.sign_in.forms import CodeField

NAME_LENGTH = 50
# What the reader of a passkey's answer stumbles over where a browser did not make it.
NOT_AN_ANSWER = (ValueError, TypeError, KeyError, AttributeError, IndexError)


class AppCodeField(CodeField):
    said = _("Six digits, from the app.")


class SecondCodeField(CodeField):
    said = _("Six digits from the app, or eight: one of your recovery codes.")


class ActivateAppForm(ActivateTOTPForm):
    code = AppCodeField()


class _OnceForm(forms.Form):
    """allauth forgets a used code after half a minute, and believes it for one and a half."""

    def clean_code(self) -> str:
        form: Any = super()
        code: str = form.clean_code()
        half_minutes = 2 * app_settings.TOTP_TOLERANCE + 1
        key = f"second_factor.used:{vars(self)['user'].pk}:{code}"
        if not cache.add(key, True, half_minutes * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondCodeForm(_OnceForm, AuthenticateForm):
    code = SecondCodeField()


class SecondCodeAgainForm(_OnceForm, ReauthenticateForm):
    code = SecondCodeField()


class _NamedForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"),
            help_text=_("So that you know later which device it is on."),
            max_length=NAME_LENGTH,
            required=self.fields["name"].required,
        )


class AddPasskeyForm(_NamedForm, AddWebAuthnForm):
    """Each passkey signs in by itself: the device asks for a finger, a face or its PIN."""

    passwordless = None

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except NOT_AN_ANSWER:
            raise get_adapter().validation_error("incorrect_code") from None


class RenamePasskeyForm(_NamedForm, EditWebAuthnForm):
    pass


class _Answer(forms.Form):
    def clean_credential(self) -> Authenticator:
        form: Any = super()
        try:
            return form.clean_credential()
        except NOT_AN_ANSWER:
            self._note()
            raise get_adapter().validation_error("incorrect_code") from None
        except forms.ValidationError:
            self._note()
            raise

    def _note(self) -> None:
        noting.note_wrong(context.request, vars(self)["user"], LogIn.Way.PASSKEY)


class PasskeyForm(_Answer, AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_Answer, ReauthenticateWebAuthnForm):
    pass


class PasskeyLoginForm(_Answer, LoginWebAuthnForm):
    pass
