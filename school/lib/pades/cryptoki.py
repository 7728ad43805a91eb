"""The one door to PKCS#11: a token's key on P-256 or Ed25519, used as any other is."""

import os
from threading import Lock
from typing import Any, Self

import pkcs11
from asn1crypto.core import ObjectIdentifier, PrintableString
from asn1crypto.keys import ECDomainParameters
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import (
    Prehashed,
    encode_dss_signature,
)
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, exceptions

from school.lib.pades.tokens import Token, TokenAway, UnusableToken

HALF = 32
P256 = frozenset({ECDomainParameters({"named": "secp256r1"}).dump()})
# By name as PKCS#11 has it, by number as RFC 8410 has it.
EDWARDS = frozenset(
    {
        PrintableString("edwards25519").dump(),
        ObjectIdentifier("1.3.101.112").dump(),
    }
)
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


class Pair:
    """A key pair in a token, by a session that is opened anew when it was lost."""

    def __init__(self, token: Token, kind: KeyType, curves: frozenset[bytes]) -> None:
        self.token = token
        self._kind = kind
        self._curves = curves
        self._process = 0
        self._key: Any = None

    def signed(self, data: bytes, mechanism: Mechanism) -> bytes:
        with _lock:
            try:
                return self._signed(data, mechanism)
            except TokenAway:
                self._key = None
                return self._signed(data, mechanism)

    def _signed(self, data: bytes, mechanism: Mechanism) -> bytes:
        key = self._opened()
        try:
            return bytes(key.sign(data, mechanism=mechanism))
        except exceptions.PKCS11Error as error:
            raise _named(error) from error

    def point(self) -> bytes:
        with _lock:
            session = self._opened().session
            try:
                public = session.get_key(
                    object_class=ObjectClass.PUBLIC_KEY,
                    key_type=self._kind,
                    label=self.token.key,
                )
                if public[Attribute.EC_PARAMS] not in self._curves:
                    raise UnusableToken(f"its key is not on {self.token.curve}")
                return bytes(public[Attribute.EC_POINT])
            except exceptions.PKCS11Error as error:
                raise _named(error) from error

    def _opened(self) -> Any:
        if self._key is None or self._process != os.getpid():
            self._key = _open(self.token, self._kind)
            self._process = os.getpid()
        return self._key


class Kept:
    """What a private key is asked for beside signing, and a token never gives."""

    def private_bytes(self, *_asked: Any, **_told: Any) -> Any:
        raise TypeError("this key stays in its token")

    private_numbers = private_bytes_raw = exchange = private_bytes

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self


class TokenKey(Kept, ec.EllipticCurvePrivateKey):
    """On P-256, for documents."""

    def __init__(self, token: Token) -> None:
        self._pair = Pair(token, KeyType.EC, P256)
        # An OCTET STRING of 65 bytes, the last of which are the point.
        point = self._pair.point()[-2 * HALF - 1 :]
        self._public = ec.EllipticCurvePublicKey.from_encoded_point(self.curve, point)

    def sign(self, data: Any, signature_algorithm: Any) -> bytes:
        algorithm = signature_algorithm.algorithm
        if isinstance(algorithm, Prehashed):
            digest = bytes(data)
        else:
            hashed = hashes.Hash(algorithm)
            hashed.update(data)
            digest = hashed.finalize()
        raw = self._pair.signed(digest, Mechanism.ECDSA)
        r, s = raw[:HALF], raw[HALF:]
        return encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._public

    @property
    def curve(self) -> ec.EllipticCurve:
        return ec.SECP256R1()

    @property
    def key_size(self) -> int:
        return 256


class EdwardsTokenKey(Kept, ed25519.Ed25519PrivateKey):
    """For credentials."""

    def __init__(self, token: Token) -> None:
        self._pair = Pair(token, KeyType.EC_EDWARDS, EDWARDS)
        # The point alone, or an OCTET STRING of it, as the token pleases.
        point = self._pair.point()[-HALF:]
        self._public = ed25519.Ed25519PublicKey.from_public_bytes(point)

    def sign(self, data: Any) -> bytes:
        return self._pair.signed(bytes(data), Mechanism.EDDSA)

    def public_key(self) -> ed25519.Ed25519PublicKey:
        return self._public


KEYS: dict[str, type[TokenKey] | type[EdwardsTokenKey]] = {
    "P-256": TokenKey,
    "Ed25519": EdwardsTokenKey,
}


def _open(token: Token, kind: KeyType) -> Any:
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
            object_class=ObjectClass.PRIVATE_KEY, key_type=kind, label=token.key
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
