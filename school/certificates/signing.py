"""The school's own keys: which one signs, and whose a signature is."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from school.certificates import refusals
from school.certificates.key_changes import begin_key
from school.journal.actors import SYSTEM
from school.lib.pades import keys, making, signing
from school.lib.pades.checking import Level, level
from school.lib.pades.evidence import Evidence, NoEvidence, Revoked, forget, held
from school.lib.pades.keys import Chain, Key, Keyring, Kind
from school.lib.pades.mark import Place
from school.lib.pades.tokens import Token

logger = logging.getLogger(__name__)


def keyring() -> Keyring:
    return Keyring(settings.SIGNING_DIR, token=settings.SIGNING_TOKEN)


def key() -> Key:
    """The key that signs PDFs now."""
    return ready(keyring())


def ready(ring: Keyring) -> Key:
    """The key that signs now, as long as it is good."""
    found = current(ring)
    if found.chain.ends <= timezone.now():
        day = timezone.localdate(found.chain.ends)
        raise refusals.SigningKeyRunOut(day=day.isoformat())
    return found


def current(ring: Keyring) -> Key:
    """The same, run out or not; a development run makes one when it first needs it."""
    try:
        if settings.SIGNING_DEVELOPMENT_KEY and not (ring.token or ring.current()):
            made = make(name=keys.DEVELOPMENT, kind=ring.kind)
            begin_key(ring, made, by=SYSTEM)
        return ring.key()
    except keys.NoKey as error:
        raise refusals.SigningKeyMissing from error
    except keys.UnusableKey as error:
        raise refusals.SigningKeyUnusable from error


def make(*, name: str, kind: Kind = Kind.DOCUMENTS, token: Token | None = None) -> Key:
    """With the key that lies in `token`, where it has one."""
    return making.made(
        name=name,
        organization=settings.SCHOOL_NAME["zh"],
        at=timezone.now(),
        kind=kind,
        private=token.private() if token else None,
    )


def wants_evidence() -> bool:
    """Whether the school wants PAdES B-LT."""
    return bool(settings.TIMESTAMP_CHAIN)


def lasting(chain: Chain) -> Evidence | None:
    """What makes a signature B-LT, where the school wants that.

    Printing goes on without it. With a key that was revoked it does not.
    """
    if not wants_evidence():
        return None
    try:
        return held(chain, timestamps=settings.TIMESTAMP_URL, stamped_by=stamped_by())
    except Revoked as error:
        logger.error("no more is signed: %s", error)
        raise refusals.SigningKeyRevoked from error
    except NoEvidence as error:
        logger.warning("signed without evidence: %s", error)
        return None


def stamped_by() -> Chain:
    """The authority of the time-stamping service, up to its root."""
    if not settings.TIMESTAMP_URL:
        raise NoEvidence("TIMESTAMP_URL names no service that stamps the time")
    try:
        return Chain.read(Path(settings.TIMESTAMP_CHAIN).read_bytes())
    except (OSError, ValueError) as error:
        raise NoEvidence(f"TIMESTAMP_CHAIN cannot be read: {error}") from error


def sign(
    pdf: bytes,
    *,
    key: Key,
    address: str,
    place: Place | None = None,
    evidence: Evidence | None = None,
) -> bytes:
    """`place` is where the signature is seen, where the school wants it seen."""
    return signing.sign(
        pdf,
        key=key,
        address=address,
        timestamps=settings.TIMESTAMP_URL,
        evidence=evidence,
        place=place if settings.SIGNATURE_VISIBLE else None,
    )


def level_of(signed: bytes, *, evidence: Evidence | None) -> Level:
    """Of a sheet just signed. Only where the time is stamped it has to be read for it."""
    found = (level(signed) if settings.TIMESTAMP_URL else None) or Level.BASIC
    if evidence and found != Level.LASTING:
        # Whoever stamps the time has come to use another certificate meanwhile.
        forget()
    return found


def is_test_signed(fingerprint: str) -> bool:
    chain = keyring().chain(fingerprint)
    return chain is not None and chain.is_development
