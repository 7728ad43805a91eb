"""An Ed25519 key that signs credentials, and the address at which it is published."""

from dataclasses import dataclass

from cryptography import x509
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

    @classmethod
    def of(cls, private: object, *, controller: str) -> "Signer":
        if not isinstance(private, Ed25519PrivateKey):
            raise ValueError("it is no Ed25519 key")
        return cls(private, controller)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def method(self) -> str:
        """The verification method that proofs name."""
        return method_of(self.public, controller=self.controller)

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)


def public_of(certificate: bytes) -> bytes:
    """The public key in a certificate (DER) that was made for a signer."""
    public = x509.load_der_x509_certificate(certificate).public_key()
    if not isinstance(public, Ed25519PublicKey):
        raise ValueError("it is no certificate of an Ed25519 key")
    return public.public_bytes_raw()


def method_of(public: bytes, *, controller: str) -> str:
    return f"{controller}#{multibase.multikey(public)}"
