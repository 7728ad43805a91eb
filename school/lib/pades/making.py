"""A new key with a certificate that it signed itself."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from school.lib.pades.keys import Chain, Key, Kind, Private

LASTS = timedelta(days=3650)


def made(
    *,
    name: str,
    organization: str,
    at: datetime,
    kind: Kind = Kind.DOCUMENTS,
    private: Private | None = None,
) -> Key:
    """`private` is one that is there already."""
    private = private or kind.generate()
    words = [(x509.NameOID.ORGANIZATION_NAME, organization)]
    words.append((x509.NameOID.COMMON_NAME, name))
    subject = x509.Name([x509.NameAttribute(kind, text) for kind, text in words])
    public = private.public_key()
    certificate = (
        x509.CertificateBuilder(issuer_name=subject, subject_name=subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        # Clocks that are a little slow shall find it good as well.
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(may_sign(), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .sign(private, None if kind is Kind.CREDENTIALS else SHA256())
    )
    return Key(private, Chain((certificate,)))


def may_sign() -> x509.KeyUsage:
    others = dict.fromkeys(
        [
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    return x509.KeyUsage(digital_signature=True, content_commitment=True, **others)
