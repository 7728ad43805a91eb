"""One door to PyJWT: a credential as VC-JWT, in the profile of Open Badges 3.0."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jwt

from school.lib.credentials.signer import Signer

ALGORITHM = "EdDSA"


def token(credential: Mapping[str, Any], *, signer: Signer) -> str:
    """The credential at the top level, with the claims that every JWT reader knows."""
    claims = {
        "iss": credential["issuer"]["id"],
        "sub": credential["credentialSubject"]["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
    }
    if until := credential.get("validUntil"):
        claims["exp"] = _seconds(until)
    return jwt.encode(
        {**credential, **claims},
        signer.private,
        algorithm=ALGORITHM,
        headers={"kid": signer.method},
    )


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
