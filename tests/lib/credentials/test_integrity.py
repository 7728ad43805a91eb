"""Proofs and tokens, each checked by a library that had no part in making it."""

import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import OKPKey

from school.lib.credentials import (
    achievements,
    canonical,
    integrity,
    multibase,
    status,
    tokens,
)
from school.lib.credentials.signer import Signer
from tests.factories import credentials

HOST = "https://school.example"
AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer(Ed25519PrivateKey.generate(), f"{HOST}/issuer")


def credential(name: str = "养老护理", **more: Any) -> dict[str, Any]:
    rubric = achievements.rubric(
        f"{HOST}/course#S01", name="翻身", levels=[("no", "不会"), ("safely", "安全")]
    )
    achievement = achievements.achievement(
        f"{HOST}/course",
        name=name,
        description="课程",
        criteria="过线",
        rubrics=[rubric],
        alignments=[
            achievements.alignment(
                name="标准", url=f"{HOST}/s/1", code="S1", framework="二十条"
            )
        ],
    )
    return achievements.credential(
        f"{HOST}/1",
        issuer=achievements.profile(address=f"{HOST}/issuer", name="夜校", url=HOST),
        subject={
            "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
            "identifier": [achievements.identity("李春花", salt="s")],
            "achievement": achievement,
            "result": [achievements.result(rubric["id"], "safely")],
        },
        status=status.entry(7, address=f"{HOST}/status/1"),
        valid_from="2026-11-22T00:00:00+08:00",
        **more,
    )


def test_a_proof_holds_by_another_canonicaliser(signer: Signer) -> None:
    made = integrity.proved(credential(), signer=signer, at=AT)
    assert made["proof"]["created"] == "2026-11-22T08:30:00Z"
    assert made["proof"]["verificationMethod"] == signer.method
    assert credentials.holds(made, credentials.public_key(signer.method))


@pytest.mark.parametrize(
    "change",
    [
        {"validFrom": "2026-11-23T00:00:00+08:00"},
        {"credentialStatus": status.entry(8, address=f"{HOST}/status/1")},
    ],
)
def test_nothing_of_it_can_be_changed(signer: Signer, change: dict[str, Any]) -> None:
    made = integrity.proved(credential(), signer=signer, at=AT)
    assert not credentials.holds({**made, **change}, signer.public)
    someone = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert not credentials.holds(made, someone)


def test_every_property_has_a_meaning_in_the_contexts(signer: Signer) -> None:
    """What no context knows is left out of what is signed, and could be changed unseen."""
    made = integrity.proved(
        credential(validUntil="2028-01-01T00:00:00Z"), signer=signer, at=AT
    )
    lines = canonical.quads(made).decode()
    for words in _leaves(made):
        assert words in lines


def _leaves(part: Any) -> set[str]:
    if isinstance(part, dict):
        return {w for key, one in part.items() if key[0] != "@" for w in _leaves(one)}
    if isinstance(part, list):
        return {word for one in part for word in _leaves(one)}
    # Booleans are written as a literal of their own.
    return {str(part).lower() if isinstance(part, bool) else part}


TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_every_text_has_one_canonical_form(text: str) -> None:
    document = credential(name=text)
    assert canonical.quads(document) == credentials.canonical(document)


def test_line_breaks_and_quotes_have_it_too() -> None:
    document = credential(name='一\n二\r "三" \\四')
    assert canonical.quads(document) == credentials.canonical(document)


def test_the_network_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    document = credential()
    canonical.quads(document)
    more = "https://example.com/more"
    with pytest.raises(canonical.Unreadable, match=more):
        canonical.quads({**document, "@context": [more]})
    with pytest.raises(canonical.Unreadable):
        canonical.quads({**document, "proof": {"@context": more, "id": more}})


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
def test_a_token_is_taken_by_another_library(signer: Signer) -> None:
    until = "2028-11-22T00:00:00+08:00"
    made = credential(validUntil=until)
    token = tokens.token(made, signer=signer)
    key = OKPKey.import_key(
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "x": multibase.base64url(signer.public)[1:],
        }
    )
    read = jwt.decode(token, key, algorithms=["EdDSA"])
    assert read.header == {"alg": "EdDSA", "typ": "JWT", "kid": signer.method}
    assert read.claims["iss"] == f"{HOST}/issuer"
    assert read.claims["sub"] == made["credentialSubject"]["id"]
    assert read.claims["jti"] == made["id"]
    assert datetime.fromtimestamp(read.claims["nbf"], UTC).isoformat() == (
        "2026-11-21T16:00:00+00:00"
    )
    assert read.claims["exp"] == datetime.fromisoformat(until).timestamp()
    assert made.items() <= read.claims.items()
    head, body, signature = token.split(".")
    with pytest.raises(BadSignatureError):
        jwt.decode(f"{head}.{body[:-8]}AAAA{body[-4:]}.{signature}", key, ["EdDSA"])
