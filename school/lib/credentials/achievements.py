"""The parts of an Open Badges 3.0 AchievementCredential, as plain mappings."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from school.lib.credentials import canonical

Part = Mapping[str, Any]


def profile(*, address: str, name: str, url: str, **more: Any) -> dict[str, Any]:
    return {"id": address, "type": ["Profile"], "name": name, "url": url, **more}


def identity(name: str, *, salt: str) -> dict[str, Any]:
    """Who it is about, for whoever knows the name already."""
    digest = hashlib.sha256((name + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "name",
        "salt": salt,
    }


def image(address: str, *, caption: str) -> dict[str, Any]:
    return {"id": address, "type": "Image", "caption": caption}


def alignment(*, name: str, url: str, code: str, framework: str) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": url,
        "targetCode": code,
        "targetFramework": framework,
    }


def rubric(
    address: str,
    *,
    name: str,
    levels: Sequence[tuple[str, str]],
    alignments: Iterable[Part] = (),
) -> dict[str, Any]:
    """A result given as one of `levels` (code, words), the lowest first."""
    return {
        "id": address,
        "type": ["ResultDescription"],
        "name": name,
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": [
            {
                "id": level(address, code),
                "type": ["RubricCriterionLevel"],
                "name": words,
                "level": str(rank),
            }
            for rank, (code, words) in enumerate(levels)
        ],
        **_unless_empty("alignment", alignments),
    }


def level(rubric_address: str, code: str) -> str:
    return f"{rubric_address}-{code}"


def result(rubric_address: str, code: str) -> dict[str, Any]:
    return {
        "type": ["Result"],
        "resultDescription": rubric_address,
        "achievedLevel": level(rubric_address, code),
    }


def achievement(
    address: str,
    *,
    name: str,
    description: str,
    criteria: str,
    alignments: Iterable[Part] = (),
    rubrics: Iterable[Part] = (),
    **more: Any,
) -> dict[str, Any]:
    return {
        "id": address,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": name,
        "description": description,
        "criteria": {"id": address, "narrative": criteria},
        **more,
        **_unless_empty("alignment", alignments),
        **_unless_empty("resultDescription", rubrics),
    }


def credential(
    address: str,
    *,
    issuer: Part,
    subject: Part,
    status: Part,
    valid_from: str,
    **more: Any,
) -> dict[str, Any]:
    """Yet to be proved."""
    return {
        "@context": [canonical.CREDENTIALS, canonical.OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        **more,
        "issuer": dict(issuer),
        "validFrom": valid_from,
        "credentialSubject": {"type": ["AchievementSubject"], **subject},
        "credentialStatus": dict(status),
    }


def _unless_empty(name: str, parts: Iterable[Part]) -> dict[str, list[Part]]:
    found = list(parts)
    return {name: found} if found else {}
