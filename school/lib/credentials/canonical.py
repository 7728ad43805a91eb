"""One door to Oxigraph: a JSON-LD document as the one sequence of bytes that is signed.

Contexts are put in from the copies that lie here; Oxigraph itself can fetch nothing.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = Path(__file__).parent / "contexts"
FILES = {
    CREDENTIALS: "credentials-v2.jsonld",
    OPEN_BADGES: "open-badges-3.0.3.jsonld",
}


class Unreadable(ValueError):
    """Not a document that says the same to everybody."""


def quads(document: Mapping[str, Any]) -> bytes:
    """Canonical N-Quads (RDFC-1.0): equal for all documents that say the same."""
    contexts = ",".join(map(_context, document["@context"]))
    body = {key: value for key, value in document.items() if key != "@context"}
    text = f'{{"@context":[{contexts}],{json.dumps(body)[1:]}'
    try:
        dataset = Dataset(parse(text.encode(), format=RdfFormat.JSON_LD))
    except SyntaxError as error:
        raise Unreadable(str(error)) from error
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset)).encode()


def _context(context: str | Mapping[str, Any]) -> str:
    if isinstance(context, Mapping):
        return json.dumps(context)
    if context not in FILES:
        raise Unreadable(f"no context is kept for {context}")
    return _kept(FILES[context])


@cache
def _kept(name: str) -> str:
    return json.dumps(json.loads((CONTEXTS / name).read_bytes())["@context"])
