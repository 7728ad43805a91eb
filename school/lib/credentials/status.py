"""Bitstring Status List (W3C, 2025): one bit for each credential, published for all."""

import gzip
from collections.abc import Iterable, Mapping
from typing import Any

from school.lib.credentials import canonical, multibase

# The least that W3C allows: whoever asks does not tell after whom.
SIZE = 131_072
# The one purpose that may be taken back. Its bit says: do not rely on it now.
PURPOSE = "suspension"


def encoded(indices: Iterable[int], *, size: int = SIZE) -> str:
    """The list in which the bits of `indices` are set; the first is the left-most."""
    bits = bytearray(size // 8)
    for index in indices:
        if not 0 <= index < size:
            raise ValueError(f"the list has no place {index}")
        bits[index // 8] |= 0x80 >> index % 8
    return multibase.base64url(gzip.compress(bytes(bits), mtime=0))


def entry(index: int, *, address: str) -> dict[str, Any]:
    """What a credential says of where its bit is."""
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def listing(
    encoded_list: str, *, address: str, issuer: Mapping[str, Any], valid_from: str
) -> dict[str, Any]:
    """The list as a credential, yet to be proved."""
    return {
        "@context": [canonical.CREDENTIALS, canonical.OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": dict(issuer),
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encoded_list,
        },
    }
