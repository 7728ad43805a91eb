"""Bytes as text, the first letter naming the alphabet; and keys written that way."""

import base64
import binascii

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
DIGITS = {letter: value for value, letter in enumerate(BITCOIN)}
# The multicodec of an Ed25519 public key.
ED25519 = b"\xed\x01"
ED25519_BYTES = 32


def base58(data: bytes) -> str:
    """`z…`: base58btc."""
    number, letters = int.from_bytes(data), []
    while number:
        number, digit = divmod(number, 58)
        letters.append(BITCOIN[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + BITCOIN[0] * zeros + "".join(reversed(letters))


def from_base58(text: str) -> bytes:
    if not text.startswith("z") or not DIGITS.keys() >= set(text[1:]):
        raise ValueError("no multibase in base58btc")
    body = text[1:]
    number = 0
    for letter in body:
        number = number * 58 + DIGITS[letter]
    zeros = len(body) - len(body.lstrip(BITCOIN[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url(data: bytes) -> str:
    """`u…`: base64url without padding."""
    return "u" + base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    if not text.startswith("u"):
        raise ValueError("no multibase in base64url")
    body = text[1:]
    try:
        return base64.b64decode(
            body + "=" * (-len(body) % 4), altchars=b"-_", validate=True
        )
    except binascii.Error as error:
        raise ValueError("no multibase in base64url") from error


def multikey(public: bytes) -> str:
    """An Ed25519 public key as `z6Mk…`."""
    return base58(ED25519 + public)


def from_multikey(text: str) -> bytes:
    data = from_base58(text)
    if not data.startswith(ED25519) or len(data) != len(ED25519) + ED25519_BYTES:
        raise ValueError("no Ed25519 public key")
    return data[len(ED25519) :]
