"""What allauth's second factor keeps, and what it calls the school and its people."""

from typing import ClassVar

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from school.lib import crypto, qr
from school.people.devices import device_words
from school.people.models import User


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, object]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": _(
            "Recovery codes go with a passkey or an app. Add one of these first."
        ),
        "incorrect_code": _(
            "This does not fit. Look at the newest code and try again."
        ),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        assert isinstance(user, User)
        return user.phone

    def get_totp_issuer(self) -> str:
        return settings.SCHOOL_NAME["zh"]

    def build_totp_svg(self, url: str) -> SafeString:
        return qr.svg(url)

    def encrypt(self, text: str) -> str:
        return crypto.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(encrypted_text)

    def generate_authenticator_name(
        self, user: AbstractBaseUser, type: Authenticator.Type
    ) -> str:
        """The device that it is made on: what its owner will look for in the list."""
        return device_words(context.request.headers.get("User-Agent", "")) or str(
            _("My device")
        )

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SCHOOL_NAME["zh"]}

    def get_public_key_credential_user_entity(
        self, user: AbstractBaseUser
    ) -> dict[str, object]:
        assert isinstance(user, User)
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": str(user), "name": user.phone}
