"""The one door to `cryptography`: sealing fields and fingerprints that can be looked up."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def _derived(key: str, purpose: bytes) -> bytes:
    return hashlib.blake2b(key.encode(), key=purpose, digest_size=32).digest()


def _box() -> MultiFernet:
    # The first key seals; all of them open, so a key is rotated by putting a new one in front.
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(_derived(key, b"seal")))
        for key in settings.FIELD_KEYS
    )


def seal(plain: str) -> str:
    return _box().encrypt(plain.encode()).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed; ValueError if no present key opens it."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ValueError("sealed with a key that FIELD_KEYS does not hold") from None


def fingerprint(plain: str) -> str:
    """A keyed hash (64 hex digits): equal texts are found without being readable.

    Made with FINGERPRINT_KEY, which unlike FIELD_KEYS cannot be rotated without
    hashing every row again.
    """
    key = _derived(settings.FINGERPRINT_KEY, b"fingerprint")
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
