"""Whether a credential holds, by none of the code that made it."""

import base64
import gzip
import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyld import jsonld

from school.lib.credentials.canonical import CONTEXTS, FILES

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def canonical(document: dict[str, Any]) -> bytes:
    """By PyLD, whose URDNA2015 is RDFC-1.0 but for the escapes of control characters."""
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": _loaded,
    }
    return jsonld.normalize(document, options).encode()


def holds(credential: dict[str, Any], public: bytes) -> bool:
    proof = dict(credential["proof"])
    signature = from_base58(proof.pop("proofValue"))
    document = {key: value for key, value in credential.items() if key != "proof"}
    options = {"@context": document["@context"], **proof}
    data = b"".join(
        hashlib.sha256(canonical(one)).digest() for one in (options, document)
    )
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def public_key(method: str) -> bytes:
    """The key that a verification method names at its end."""
    data = from_base58(method.rpartition("#")[2])
    assert data[:2] == b"\xed\x01"
    return data[2:]


def is_set(encoded_list: str, index: int) -> bool:
    """Whether a bit of a status list is set."""
    assert encoded_list[0] == "u"
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded_list[1:] + "=="))
    row = bin(int.from_bytes(b"\1" + bits))[3:]
    return row[index] == "1"


def from_base58(text: str) -> bytes:
    assert text[0] == "z"
    number = 0
    for letter in text[1:]:
        number = number * 58 + LETTERS.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def _loaded(address: str, _options: object = None) -> dict[str, Any]:
    document = json.loads((CONTEXTS / FILES[address]).read_bytes())
    return {"contextUrl": None, "documentUrl": address, "document": document}
