"""The test vector that W3C publishes with vc-di-eddsa (Recommendation of 15 May 2025)."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from school.lib.credentials import integrity, multibase
from school.lib.credentials.signer import Signer
from tests.factories import credentials

PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
DOCUMENT: dict[str, Any] = {
    # The second is what https://www.w3.org/ns/credentials/examples/v2 holds.
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        {"@vocab": "https://www.w3.org/ns/credentials/examples#"},
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {
        "id": "did:example:abcdefgh",
        "alumniOf": "The School of Examples",
    },
}
OPTIONS = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": f"did:key:{PUBLIC}#{PUBLIC}",
    "proofPurpose": "assertionMethod",
}
OPTIONS_HASH = "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0"
DOCUMENT_HASH = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
SIGNATURE = (
    "4d8e53c2d5b3f2a7891753eb16ca993325bdb0d3cfc5be1093d0a18426f5ef85"
    "78cadc0fd4b5f4dd0d1ce0aefd15ab120b7a894d0eb094ffda4e6553cd1ed50d"
)
VALUE = (
    "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1"
    "FBTQsCZahKZme"
)


def signer() -> Signer:
    # Two bytes say that an Ed25519 private key follows.
    secret = credentials.from_base58(SECRET)[2:]
    return Signer(Ed25519PrivateKey.from_private_bytes(secret), f"did:key:{PUBLIC}")


def test_the_canonical_hashes_are_those_of_the_vector() -> None:
    found = integrity.hashed(DOCUMENT, OPTIONS).hex()
    assert found == OPTIONS_HASH + DOCUMENT_HASH


def test_the_signature_is_that_of_the_vector() -> None:
    found = signer().sign(integrity.hashed(DOCUMENT, OPTIONS))
    assert found.hex() == SIGNATURE
    assert multibase.base58(found) == VALUE


def test_the_keys_are_written_as_in_the_vector() -> None:
    assert multibase.multikey(signer().public) == PUBLIC
    assert signer().method == OPTIONS["verificationMethod"]
    assert credentials.public_key(PUBLIC) == signer().public


def test_another_canonicaliser_takes_the_vector_and_no_other_text() -> None:
    whole = {**DOCUMENT, "proof": {**OPTIONS, "proofValue": VALUE}}
    public = credentials.public_key(PUBLIC)
    assert credentials.holds(whole, public)
    assert not credentials.holds({**whole, "name": "Alumna Credential"}, public)
