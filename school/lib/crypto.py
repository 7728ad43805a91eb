"""The one door to `cryptography`: sealing fields and fingerprints that can be looked up."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from typing import IO

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings


def _derived(key: str, purpose: bytes) -> bytes:
    return hashlib.blake2b(key.encode(), key=purpose, digest_size=32).digest()


def _box() -> MultiFernet:
    # The first key seals; all of them open, so a key is rotated by putting a new one in front.
    return MultiFernet(_lock(key) for key in settings.FIELD_KEYS)


def _lock(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(key, b"seal")))


def seal(plain: str) -> str:
    return _box().encrypt(plain.encode()).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed; ValueError if no present key opens it."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ValueError("sealed with a key that FIELD_KEYS does not hold") from None


def key_of(sealed: bytes) -> int | None:
    """Which of FIELD_KEYS opens it, counted from 0, the one that seals; None if none does."""
    for number, key in enumerate(settings.FIELD_KEYS):
        try:
            _lock(key).decrypt(sealed)
        except InvalidToken:
            continue
        return number
    return None


def reseal(sealed: bytes) -> bytes:
    """The same, as the first of FIELD_KEYS seals it."""
    return _box().rotate(sealed)


# Sealed piece by piece, a file of any size passes through little memory.
PIECE = 256 * 1024


def seal_stream(source: IO[bytes]) -> Iterator[bytes]:
    """The pieces of a file, each sealed and on a line of its own."""
    box = _box()
    while piece := source.read(PIECE):
        yield box.encrypt(piece) + b"\n"


def unseal_stream(sealed: IO[bytes]) -> Iterator[bytes]:
    """The file again, which is closed in the end; ValueError if no present key opens it."""
    box = _box()
    with sealed:
        for line in sealed:
            try:
                yield box.decrypt(line.rstrip())
            except InvalidToken:
                raise ValueError(
                    "sealed with a key that FIELD_KEYS does not hold"
                ) from None


def fingerprint(plain: str) -> str:
    """A keyed hash (64 hex digits): equal texts are found without being readable.

    Made with FINGERPRINT_KEY, which unlike FIELD_KEYS cannot be rotated without
    hashing every row again.
    """
    key = _derived(settings.FINGERPRINT_KEY, b"fingerprint")
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


# How many points the curve P-256 has: a private key is a number below it.
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def p256_key(secret: str, purpose: bytes) -> EllipticCurvePrivateKey:
    """The key on P-256 that follows from `secret`: always the same."""
    number = int.from_bytes(_derived(secret, purpose)) % (P256_ORDER - 1) + 1
    return derive_private_key(number, SECP256R1())


def public_point(key: EllipticCurvePrivateKey) -> str:
    """Its public half as browsers take it: an uncompressed point, base64url without padding."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def signature(text: str, *, purpose: str) -> bytes:
    """32 bytes that only this school can make for `text`.

    Made with SECRET_KEY: for what is good for minutes or days, and may fall with it.
    """
    key = _derived(settings.SECRET_KEY, purpose.encode())
    return hmac.digest(key, text.encode(), "sha256")
