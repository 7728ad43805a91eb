"""A key that lies in a token (PKCS#11: a card, a stick, an HSM) and never leaves it.

Only its name stands here. What opens it needs `pip install '.[pkcs11]'` and is read
when a token is named.
"""

from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from school.lib import env


class TokenAway(OSError):
    """The token does not answer now; another try may find it."""


class UnusableToken(ValueError):
    """It will not be otherwise until somebody sees to it."""


@dataclass(frozen=True)
class Token:
    module: str
    label: str
    key: str
    pin: str = field(default="", repr=False)
    pin_file: str = ""
    curve: str = "P-256"

    def private(self) -> ec.EllipticCurvePrivateKey | Ed25519PrivateKey:
        try:
            door = import_module("school.lib.pades.cryptoki")
        except ImportError as error:
            raise UnusableToken("install it: pip install '.[pkcs11]'") from error
        found = door.KEYS[self.curve](self)
        assert isinstance(found, ec.EllipticCurvePrivateKey | Ed25519PrivateKey)
        return found

    def read_pin(self) -> str:
        """Read when it is asked for, so that the file may come after the start."""
        if not self.pin_file:
            return self.pin
        try:
            return Path(self.pin_file).read_text().strip()
        except OSError as error:
            raise UnusableToken(f"its PIN cannot be read: {error}") from error


def named() -> tuple[Token | None, Token | None]:
    """The token that the environment names: its key for documents and for credentials."""
    module = env.text("PKCS11_MODULE", "")
    if not module:
        return None, None
    token = Token(
        module,
        env.text("PKCS11_TOKEN", ""),
        env.text("PKCS11_KEY", ""),
        env.text("PKCS11_PIN", ""),
        env.text("PKCS11_PIN_FILE", ""),
    )
    label = env.text("PKCS11_CREDENTIALS_KEY", "")
    return token, replace(token, key=label, curve="Ed25519") if label else None
