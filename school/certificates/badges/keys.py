"""The keys that sign credentials, beside those that sign PDFs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from school.certificates import signing
from school.certificates.badges import addresses
from school.lib.credentials import multibase, tokens
from school.lib.credentials.signer import Signer, method_of, public_of
from school.lib.errors import Refusal
from school.lib.pades.keys import Key, Keyring, Kind

FOLDER = "credentials"


@dataclass(frozen=True)
class Ready:
    signer: Signer
    fingerprint: str


def keyring() -> Keyring:
    return Keyring(
        settings.SIGNING_DIR / FOLDER,
        Kind.CREDENTIALS,
        token=settings.CREDENTIALS_TOKEN,
    )


def ready() -> Ready | None:
    """The key that signs badges now. Without one certificates are printed as ever."""
    ring = keyring()
    return _signer(signing.ready(ring)) if _has_key(ring) else None


def answering() -> Ready | None:
    """The same, run out or not: what does not count is told as long as it can be."""
    ring = keyring()
    try:
        return _signer(signing.current(ring)) if _has_key(ring) else None
    except Refusal:
        return None


def _has_key(ring: Keyring) -> bool:
    makes_one = settings.SIGNING_DEVELOPMENT_KEY and ring.token is None
    return makes_one or ring.current() is not None


def _signer(key: Key) -> Ready:
    signer = Signer.of(key.private, controller=addresses.issuer())
    return Ready(signer, key.fingerprint)


def is_development() -> bool:
    """Whether any of the keys proves nothing."""
    return any(chain.is_development for chain in keyring().chains())


def methods() -> list[dict[str, str]]:
    """Every key that ever signed, as a verification method of the issuer."""
    controller = addresses.issuer()
    return [
        {
            "id": method_of(public, controller=controller),
            "type": "Multikey",
            "controller": controller,
            "publicKeyMultibase": multibase.multikey(public),
        }
        for public in _publics()
    ]


def jwks() -> dict[str, list[dict[str, str]]]:
    """The same keys, for readers of VC-JWT."""
    controller = addresses.issuer()
    return {
        "keys": [
            {
                "kty": "OKP",
                "crv": "Ed25519",
                "x": multibase.base64url(public)[1:],
                "kid": method_of(public, controller=controller),
                "alg": tokens.ALGORITHM,
                "use": "sig",
            }
            for public in _publics()
        ]
    }


def _publics() -> Iterator[bytes]:
    for chain in keyring().chains():
        yield public_of(chain.der[0])
