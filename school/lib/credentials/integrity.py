"""Data Integrity proofs of the cryptosuite `eddsa-rdfc-2022` (W3C vc-di-eddsa)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from school.lib.credentials import canonical, multibase
from school.lib.credentials.signer import Signer


def proved(
    document: Mapping[str, Any], *, signer: Signer, at: datetime
) -> dict[str, Any]:
    """The document with a proof of who asserts it."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": moment(at),
        "verificationMethod": signer.method,
        "proofPurpose": "assertionMethod",
    }
    value = multibase.base58(signer.sign(hashed(document, options)))
    return {**document, "proof": {**options, "proofValue": value}}


def hashed(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """What is signed: the hash of the proof's options, then that of the document."""
    configuration = {"@context": document["@context"], **options}
    return _hash_of_options(json.dumps(configuration)) + _sha256(document)


def moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=8)
def _hash_of_options(written: str) -> bytes:
    """They say who proves and when: the same for all that is proved in one second."""
    return _sha256(json.loads(written))


def _sha256(document: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical.quads(document)).digest()
