"""Bytes as text, the first letter naming the alphabet; and keys written that way."""

import base64

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# The multicodec of an Ed25519 public key.
ED25519 = b"\xed\x01"


def base58(data: bytes) -> str:
    """`z…`: base58btc."""
    number, letters = int.from_bytes(data), []
    while number:
        number, digit = divmod(number, 58)
        letters.append(BITCOIN[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + BITCOIN[0] * zeros + "".join(reversed(letters))


def base64url(data: bytes) -> str:
    """`u…`: base64url without padding."""
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def multikey(public: bytes) -> str:
    """An Ed25519 public key as `z6Mk…`."""
    return base58(ED25519 + public)
