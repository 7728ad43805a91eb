"""The one door to PKCS#11: a token's key on P-256, used as any other is."""

import os
from functools import cached_property
from threading import Lock
from typing import Any

import pkcs11
from asn1crypto.keys import ECDomainParameters
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    encode_dss_signature,
)
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, exceptions

from school.lib.pades.tokens import Token, TokenAway, UnusableToken

HALF = 32
P256 = ECDomainParameters({"named": "secp256r1"}).dump()
# Nothing that time alone will mend.
WRONG = (
    exceptions.PinExpired,
    exceptions.PinIncorrect,
    exceptions.PinInvalid,
    exceptions.PinLenRange,
    exceptions.PinLocked,
    exceptions.UserPinNotInitialized,
    exceptions.NoSuchKey,
    exceptions.MultipleObjectsReturned,
    exceptions.MultipleTokensReturned,
    exceptions.AttributeTypeInvalid,
    exceptions.MechanismInvalid,
)
PIN_REFUSED = (exceptions.PinIncorrect, exceptions.PinLocked)
# A token locks itself after a few wrong ones, so each is tried once in a process.
_refused: set[tuple[str, str, str]] = set()
_lock = Lock()
# Of which process the module was begun in: a child has to begin it anew.
_begun: dict[str, int] = {}


class TokenKey(ec.EllipticCurvePrivateKey):
    """Signs in the token, by a session that is opened anew when it was lost."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self._process = 0
        self._key: Any = None
        self.public_key()

    def sign(self, data: Any, signature_algorithm: Any) -> bytes:
        algorithm = signature_algorithm.algorithm
        if isinstance(algorithm, Prehashed):
            digest = bytes(data)
        else:
            hashed = hashes.Hash(algorithm)
            hashed.update(data)
            digest = hashed.finalize()
        with _lock:
            try:
                raw = self._signed(digest)
            except TokenAway:
                self._key = None
                raw = self._signed(digest)
        r, s = raw[:HALF], raw[HALF:]
        return encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._public

    @cached_property
    def _public(self) -> ec.EllipticCurvePublicKey:
        with _lock:
            point = self._point()
        return ec.EllipticCurvePublicKey.from_encoded_point(self.curve, point)

    @property
    def curve(self) -> ec.EllipticCurve:
        return ec.SECP256R1()

    @property
    def key_size(self) -> int:
        return 256

    def exchange(self, algorithm: Any, peer_public_key: Any) -> bytes:
        raise TypeError("this key stays in its token")

    def private_numbers(self) -> Any:
        raise TypeError("this key stays in its token")

    def private_bytes(self, *_asked: Any, **_told: Any) -> bytes:
        raise TypeError("this key stays in its token")

    def __copy__(self) -> "TokenKey":
        return self

    def __deepcopy__(self, memo: Any) -> "TokenKey":
        return self

    def _signed(self, digest: bytes) -> bytes:
        key = self._opened()
        try:
            return bytes(key.sign(digest, mechanism=Mechanism.ECDSA))
        except exceptions.PKCS11Error as error:
            raise _named(error) from error

    def _point(self) -> bytes:
        session = self._opened().session
        try:
            public = session.get_key(
                object_class=ObjectClass.PUBLIC_KEY,
                key_type=KeyType.EC,
                label=self.token.key,
            )
            if public[Attribute.EC_PARAMS] != P256:
                raise UnusableToken("its key is not on P-256")
            # An OCTET STRING of 65 bytes, the last of which are the point.
            return bytes(public[Attribute.EC_POINT])[-2 * HALF - 1 :]
        except exceptions.PKCS11Error as error:
            raise _named(error) from error

    def _opened(self) -> Any:
        if self._key is None or self._process != os.getpid():
            self._key, self._process = _open(self.token), os.getpid()
        return self._key


def _open(token: Token) -> Any:
    """The key in a session of its own; the token stays logged in for the process."""
    pin = token.read_pin()
    asked = token.module, token.label, pin
    if asked in _refused:
        raise UnusableToken("its PIN was refused, and is not tried again")
    try:
        found = _module(token.module).get_token(token_label=token.label)
        try:
            session = found.open(user_pin=pin or None)
        except exceptions.UserAlreadyLoggedIn:
            session = found.open()
        return session.get_key(
            object_class=ObjectClass.PRIVATE_KEY, key_type=KeyType.EC, label=token.key
        )
    except PIN_REFUSED as error:
        _refused.add(asked)
        raise _named(error) from error
    except exceptions.PKCS11Error as error:
        raise _named(error) from error


def _module(path: str) -> Any:
    if not os.path.exists(path):
        raise UnusableToken(f"there is no module {path}")
    module = pkcs11.lib(path)
    if _begun.setdefault(path, os.getpid()) != os.getpid():
        module.reinitialize()
        _begun[path] = os.getpid()
    return module


def _named(error: exceptions.PKCS11Error) -> Exception:
    said = f"{type(error).__name__} {error}".strip()
    return UnusableToken(said) if isinstance(error, WRONG) else TokenAway(said)
