"""The forms of signing up and signing in, on top of allauth's."""

import unicodedata
from typing import Any

from allauth.account.fields import PasswordField
from allauth.account.forms import (
    ChangePasswordForm,
    ChangePhoneForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    SetPasswordForm,
    SignupForm,
    VerifyPhoneForm,
)
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from school.people.models import User


class CodeField(forms.CharField):
    """Digits; blanks and full-width digits are forgiven."""

    said = _("Six digits, from the SMS.")

    def __init__(self) -> None:
        super().__init__(
            label=_("Code"),
            help_text=self.said,
            widget=forms.TextInput(
                attrs={
                    "inputmode": "numeric",
                    "autocomplete": "one-time-code",
                    "autofocus": True,
                }
            ),
        )

    def to_python(self, value: Any) -> str:
        typed = unicodedata.normalize("NFKC", super().to_python(value) or "")
        return "".join(typed.split())


class SharedField(forms.BooleanField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Others use this phone too"),
            help_text=_(
                "Then you are logged out after half an hour without doing anything."
            ),
            required=False,
        )


class _OnWhosePhone(forms.Form):
    """Asked last: allauth adds its fields as the form is made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"] = SharedField()


class AskForCodeForm(_OnWhosePhone, RequestLoginCodeForm):
    pass


class LoginCodeForm(ConfirmLoginCodeForm):
    code = CodeField()


class PhoneCodeForm(VerifyPhoneForm):
    code = CodeField()


class PasswordLoginForm(_OnWhosePhone, LoginForm):
    password = PasswordField(
        label=_("Password"),
        autocomplete="current-password",
        help_text=_("Forgotten it, or never set one? Log in with a code instead."),
    )

    def _setup_password_field(self) -> None:
        """Keeps the field, which allauth drops where signing up asks for no password."""


class PasswordAgainForm(ReauthenticateForm):
    """Without the way to a new password, which leads whoever is logged in nowhere."""

    password = PasswordField(label=_("Password"), autocomplete="current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder", None)


class PhoneSignupForm(_OnWhosePhone, SignupForm):
    """Signing up once more with a number never proved goes on where it stopped."""

    account_already_exists: bool
    unproved: User | None = None

    def _clean_phone(self) -> None:
        super()._clean_phone()
        phone = self.cleaned_data.get("phone")
        if phone and self.account_already_exists:
            self.unproved = User.objects.filter(
                phone=phone, phone_verified=False, last_login=None, is_active=True
            ).first()
            self.account_already_exists = self.unproved is None

    def save(self, request: HttpRequest) -> User:
        return self.unproved or super().save(request)


class _NewPassword(forms.Form):
    """The two fields of a new password, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["password1"], self.fields["password2"]
        first.label, second.label = _("New password"), _("New password, once more")
        first.help_text = _(
            "At least eight letters, figures or signs; nothing easily guessed, like 12345678."
        )
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        typed = [self.cleaned_data.get(name) for name in ("password1", "password2")]
        if all(typed) and typed[0] != typed[1]:
            self.add_error("password2", _("The two passwords differ. Type them again."))
        return self.cleaned_data


class PasswordChangeForm(_NewPassword, ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""


class PasswordSetForm(_NewPassword, SetPasswordForm):
    pass


class PhoneChangeForm(ChangePhoneForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].label = _("New mobile number")
