"""An Ed25519 key that signs credentials, and the address at which it is published."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from school.lib.credentials import multibase


@dataclass(frozen=True, eq=False)
class Signer:
    """`controller` is whose key it is: the address of the issuer."""

    private: Ed25519PrivateKey
    controller: str

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def method(self) -> str:
        """The verification method that proofs name."""
        return method_of(self.public, controller=self.controller)

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)


def method_of(public: bytes, *, controller: str) -> str:
    return f"{controller}#{multibase.multikey(public)}"


def is_signed(data: bytes, signature: bytes, *, public: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
