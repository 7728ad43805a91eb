"""How allauth finds, keeps and confirms mobile numbers."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.lib import sms
from school.people.models import User

MOBILE = RegexValidator(
    r"^1[3-9][0-9]{9}$",
    gettext_lazy("A mobile number has 11 digits and begins with 1. Check the number."),
)


class MobileField(forms.CharField):
    """Eleven digits; spaces, dashes and full-width digits are forgiven, and so is +86."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Mobile number"))
        kwargs["widget"] = forms.TextInput(
            attrs={"type": "tel", "inputmode": "numeric", "autocomplete": "tel"}
        )
        super().__init__(validators=[MOBILE], **kwargs)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        digits = "".join(str(int(c)) for c in typed if c.isdecimal())
        return digits.removeprefix("86") if len(digits) == 13 else digits


class PhoneAdapter(DefaultAccountAdapter):
    def phone_form_field(self, **kwargs: Any) -> MobileField:
        return MobileField(**kwargs)

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        assert isinstance(user, User)
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        assert isinstance(user, User)
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"] if user.pk else None)

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        User.objects.filter(pk=user.pk, phone=phone).update(phone_verified=True)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=phone).first()

    def send_verification_code_sms(
        self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any
    ) -> None:
        sms.send(
            phone,
            _(
                "Your night school code is %(code)s. It works for a few minutes. "
                "Give it to nobody."
            )
            % {"code": code},
        )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        sms.send(
            phone,
            _("This number has no night school account yet. Sign up with it first."),
        )

    def send_account_already_exists_sms(self, phone: str) -> None:
        sms.send(
            phone, _("This number has a night school account. Sign in with a code.")
        )
