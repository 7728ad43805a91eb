"""Whether a credential holds, by none of the code that made it."""

import hashlib
import json
from typing import Any

import pyoxigraph
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from school.lib.credentials.canonical import CONTEXTS, FILES

LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def canonical(document: dict[str, Any]) -> bytes:
    """By Oxigraph: JSON-LD 1.1 to quads, RDFC-1.0, sorted."""
    contexts = [_read(one) for one in document["@context"]]
    text = json.dumps({**document, "@context": contexts})
    parsed = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    dataset = pyoxigraph.Dataset(parsed)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset)).encode()


def holds(credential: dict[str, Any], public: bytes) -> bool:
    proof = dict(credential["proof"])
    signature = _base58(proof.pop("proofValue"))
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
    data = _base58(method.rpartition("#")[2])
    assert data[:2] == b"\xed\x01"
    return data[2:]


def _base58(text: str) -> bytes:
    assert text[0] == "z"
    number = 0
    for letter in text[1:]:
        number = number * 58 + LETTERS.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def _read(context: Any) -> Any:
    if not isinstance(context, str):
        return context
    return json.loads((CONTEXTS / FILES[context]).read_bytes())["@context"]
