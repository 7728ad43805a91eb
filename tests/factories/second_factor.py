import os
import time
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from school.people.models import User


def make_app(user: User) -> str:
    """An app that makes codes; its secret is returned."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def app_code(secret: str, *, later: int = 0) -> str:
    """What the app shows, or will in `later` half minutes: a code is good once only."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def make_recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def make_passkey(user: User, name: str = "Android · Chrome") -> Authenticator:
    """One that a device made for this site; nothing here holds its private half."""
    key = ES256.from_cryptography_key(
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )
    number = os.urandom(16)
    proof = AuthenticatorData.create(
        sha256(b"testserver").digest(),
        AuthenticatorData.FLAG.UP
        | AuthenticatorData.FLAG.UV
        | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(b"\0" * 16, number, key),
    )
    made = RegistrationResponse(
        raw_id=number,
        response=AuthenticatorAttestationResponse(
            client_data=CollectedClientData.create(
                "webauthn.create", os.urandom(32), "https://testserver"
            ),
            attestation_object=AttestationObject.create("none", proof, {}),
        ),
    )
    return WebAuthn.add(user, name, dict(made)).instance
