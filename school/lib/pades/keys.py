"""Keys that sign, and the certificates by which anybody checks, in one folder.

Of a key in a token only the chain lies here. `<fingerprint>.pem` holds a chain, the signer's own certificate first. It is kept for
ever, so that what was signed with it can be checked. `<fingerprint>.key` is the private
half, kept only while it signs; the file `current` names it.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from school.lib.pades.tokens import Token, UnusableToken

# Stands in the subject of a key that a development run made for itself.
DEVELOPMENT = "开发测试密钥"
CURRENT = "current"


Private = ec.EllipticCurvePrivateKey | Ed25519PrivateKey


class Kind(Enum):
    """What is signed: documents with a key on P-256, credentials with an Ed25519 key."""

    DOCUMENTS = "P-256"
    CREDENTIALS = "Ed25519"

    @classmethod
    def of(cls, private: object) -> "Kind | None":
        if isinstance(private, Ed25519PrivateKey):
            return cls.CREDENTIALS
        on_curve = isinstance(private, ec.EllipticCurvePrivateKey) and isinstance(
            private.curve, ec.SECP256R1
        )
        return cls.DOCUMENTS if on_curve else None

    def generate(self) -> Private:
        if self is Kind.CREDENTIALS:
            return Ed25519PrivateKey.generate()
        return ec.generate_private_key(ec.SECP256R1())


class NoKey(LookupError):
    """The folder names no key that signs now."""


class UnusableKey(ValueError):
    """The key that signs now cannot be read, or does not go with its certificate."""


@dataclass(frozen=True)
class Chain:
    """The signer's certificate, and those above it."""

    certificates: tuple[x509.Certificate, ...]

    @classmethod
    def read(cls, pem: bytes) -> "Chain":
        found = x509.load_pem_x509_certificates(pem)
        for lower, upper in zip(found, found[1:], strict=False):
            try:
                lower.verify_directly_issued_by(upper)
            except (ValueError, TypeError, InvalidSignature) as error:
                raise ValueError("the chain is not in order") from error
        return cls(tuple(found))

    @property
    def leaf(self) -> x509.Certificate:
        return self.certificates[0]

    @cached_property
    def fingerprint(self) -> str:
        return self.leaf.fingerprint(SHA256()).hex()

    @cached_property
    def der(self) -> tuple[bytes, ...]:
        return tuple(one.public_bytes(Encoding.DER) for one in self.certificates)

    @property
    def has_root(self) -> bool:
        """Whether it goes up to a certificate that nobody else has issued."""
        return self.certificates[-1].issuer == self.certificates[-1].subject

    @property
    def pem(self) -> bytes:
        return b"".join(one.public_bytes(Encoding.PEM) for one in self.certificates)

    @property
    def issuer(self) -> bytes:
        return self.leaf.issuer.public_bytes()

    @property
    def subject(self) -> str:
        return self.leaf.subject.rfc4514_string()

    @cached_property
    def is_development(self) -> bool:
        return DEVELOPMENT in self.subject

    @property
    def begins(self) -> datetime:
        return self.leaf.not_valid_before_utc

    @property
    def ends(self) -> datetime:
        return self.leaf.not_valid_after_utc


@dataclass(frozen=True, eq=False)
class Key:
    """A private key held ready, so that it is read and proved once and not a sheet."""

    private: Private
    chain: Chain

    @classmethod
    def read(
        cls, key_pem: bytes, chain_pem: bytes, *, kind: Kind = Kind.DOCUMENTS
    ) -> "Key":
        try:
            private = load_pem_private_key(key_pem, password=None)
        except (ValueError, TypeError) as error:
            raise UnusableKey(str(error)) from error
        return cls.matched(private, chain_pem, kind=kind)

    @classmethod
    def of_token(
        cls, token: Token, chain_pem: bytes, *, kind: Kind = Kind.DOCUMENTS
    ) -> "Key":
        try:
            private = token.private()
        except UnusableToken as error:
            raise UnusableKey(f"the token: {error}") from error
        return cls.matched(private, chain_pem, kind=kind)

    @classmethod
    def matched(cls, private: object, chain_pem: bytes, *, kind: Kind) -> "Key":
        try:
            chain = Chain.read(chain_pem)
        except (ValueError, TypeError) as error:
            raise UnusableKey(str(error)) from error
        if Kind.of(private) != kind:
            raise UnusableKey(f"it is no {kind.value} key")
        assert isinstance(private, Private)
        if private.public_key() != chain.leaf.public_key():
            raise UnusableKey("the certificate belongs to another key")
        return cls(private, chain)

    @property
    def fingerprint(self) -> str:
        return self.chain.fingerprint

    @property
    def pem(self) -> bytes:
        return self.private.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.private, Ed25519PrivateKey):
            return self.private.sign(data)
        return self.private.sign(data, ec.ECDSA(SHA256()))


@dataclass(frozen=True)
class Keyring:
    folder: Path
    kind: Kind = Kind.DOCUMENTS
    # In which the private half lies, where it is not in the folder.
    token: Token | None = None

    def current(self) -> str | None:
        try:
            return (self.folder / CURRENT).read_text().strip()
        except FileNotFoundError:
            return None

    def key(self) -> Key:
        """The key that signs now; it is read from the disk once for each process."""
        if name := self.current():
            return _held(self, name)
        raise NoKey

    def read(self) -> Key:
        """The same, as it lies on the disk at this moment."""
        if name := self.current():
            return _read(self, name)
        raise NoKey

    def chain(self, fingerprint: str) -> Chain | None:
        try:
            return _kept(self.folder, fingerprint) if fingerprint else None
        except (OSError, ValueError):
            return None

    def chains(self) -> Iterator[Chain]:
        """Every chain that was ever used here, the present one among them."""
        for path in sorted(self.folder.glob("*.pem")):
            if chain := self.chain(path.stem):
                yield chain

    def path_of_key(self, fingerprint: str) -> Path:
        return self.folder / f"{fingerprint}.key"

    def begin(self, key: Key) -> bool:
        """Sign with `key`, unless some other process has begun with another just now."""
        self._keep(key)
        draft = self._written(CURRENT, key.fingerprint.encode(), mode=0o644)
        # link() lets exactly one of two processes win.
        try:
            os.link(draft, self.folder / CURRENT)
        except FileExistsError:
            self._forget(key.fingerprint)
            return False
        finally:
            draft.unlink()
        return True

    def change_to(self, key: Key) -> None:
        """Sign with `key` from now on; former private keys go, their chains stay."""
        self._keep(key)
        draft = self._written(CURRENT, key.fingerprint.encode(), mode=0o644)
        draft.replace(self.folder / CURRENT)
        for path in self.folder.glob("*.key"):
            if path.stem != key.fingerprint:
                path.unlink()

    def _keep(self, key: Key) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        chain = self._written("chain", key.chain.pem, mode=0o644)
        chain.replace(self.folder / f"{key.fingerprint}.pem")
        if self.token is None:
            private = self._written("private", key.pem, mode=0o600)
            private.replace(self.path_of_key(key.fingerprint))

    def _forget(self, fingerprint: str) -> None:
        """Of a key that never signed nothing has to stay."""
        self.path_of_key(fingerprint).unlink(missing_ok=True)
        (self.folder / f"{fingerprint}.pem").unlink()

    def _written(self, name: str, data: bytes, *, mode: int) -> Path:
        path = self.folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        with open(
            path, "xb", opener=lambda at, flags: os.open(at, flags, mode)
        ) as file:
            file.write(data)
        return path


def _read(ring: Keyring, fingerprint: str) -> Key:
    try:
        chain = (ring.folder / f"{fingerprint}.pem").read_bytes()
        if ring.token:
            key = Key.of_token(ring.token, chain, kind=ring.kind)
        else:
            private = ring.path_of_key(fingerprint).read_bytes()
            key = Key.read(private, chain, kind=ring.kind)
    except (FileNotFoundError, PermissionError) as error:
        raise UnusableKey(str(error)) from error
    if key.fingerprint != fingerprint:
        raise UnusableKey("its certificate was exchanged for another")
    return key


_held = lru_cache(maxsize=8)(_read)


@lru_cache(maxsize=64)
def _kept(folder: Path, fingerprint: str) -> Chain:
    return Chain.read((folder / f"{fingerprint}.pem").read_bytes())
