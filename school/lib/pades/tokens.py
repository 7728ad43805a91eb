"""A key that lies in a token (PKCS#11: a card, a stick, an HSM) and never leaves it.

Only its name stands here. What opens it needs `pip install '.[pkcs11]'` and is read
when a token is named.
"""

from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

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

    def private(self) -> ec.EllipticCurvePrivateKey:
        try:
            door = import_module("school.lib.pades.cryptoki")
        except ImportError as error:
            raise UnusableToken("install it: pip install '.[pkcs11]'") from error
        found = door.TokenKey(self)
        assert isinstance(found, ec.EllipticCurvePrivateKey)
        return found

    def read_pin(self) -> str:
        """Read when it is asked for, so that the file may come after the start."""
        if not self.pin_file:
            return self.pin
        try:
            return Path(self.pin_file).read_text().strip()
        except OSError as error:
            raise UnusableToken(f"its PIN cannot be read: {error}") from error


def named() -> Token | None:
    """The token that the environment names."""
    module = env.text("PKCS11_MODULE", "")
    if not module:
        return None
    return Token(
        module,
        env.text("PKCS11_TOKEN", ""),
        env.text("PKCS11_KEY", ""),
        env.text("PKCS11_PIN", ""),
        env.text("PKCS11_PIN_FILE", ""),
    )
