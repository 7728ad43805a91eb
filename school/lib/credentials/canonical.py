"""One door to PyLD: a JSON-LD document as the one sequence of bytes that is signed.

PyLD calls the algorithm URDNA2015; W3C has taken it over as RDFC-1.0, with other
escapes for control characters, which are therefore refused.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pyld import jsonld

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = Path(__file__).parent / "contexts"
FILES = {
    CREDENTIALS: "credentials-v2.jsonld",
    OPEN_BADGES: "open-badges-3.0.3.jsonld",
}
# Line breaks apart, which both escape alike.
CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")


class Unreadable(ValueError):
    """Not a document that says the same to everybody."""


def quads(document: Mapping[str, Any]) -> bytes:
    """Canonical N-Quads: equal for documents that say the same, however they are written."""
    if CONTROL.search("".join(_words(document))):
        raise Unreadable("a text holds control characters")
    try:
        found: str = jsonld.normalize(
            dict(document),
            {
                "algorithm": "URDNA2015",
                "format": "application/n-quads",
                "documentLoader": bundled,
            },
        )
    except jsonld.JsonLdError as error:
        raise Unreadable(str(error)) from error
    return found.encode()


def bundled(address: str, _options: object = None) -> dict[str, Any]:
    """A context that lies here; the network is asked for nothing."""
    if address not in FILES:
        raise Unreadable(f"no context is kept for {address}")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": _context(FILES[address]),
    }


@cache
def _context(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CONTEXTS / name).read_bytes())
    return found


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [word for each in value.values() for word in _words(each)]
    if isinstance(value, (list, tuple)):
        return [word for each in value for word in _words(each)]
    return []
