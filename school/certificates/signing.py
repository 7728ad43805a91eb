"""The school's own keys: which one signs, and whose a signature is."""

from django.conf import settings
from django.utils import timezone

from school.certificates import refusals
from school.lib.pades import keys, making, signing
from school.lib.pades.keys import Key, Keyring, Kind
from school.lib.pades.mark import Place
from school.lib.pades.tokens import Token


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
            ring.begin(make(name=keys.DEVELOPMENT, kind=ring.kind))
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


def sign(pdf: bytes, *, key: Key, address: str, place: Place | None = None) -> bytes:
    """`place` is where the signature is seen, where the school wants it seen."""
    return signing.sign(
        pdf,
        key=key,
        address=address,
        timestamps=settings.TIMESTAMP_URL,
        place=place if settings.SIGNATURE_VISIBLE else None,
    )


def is_test_signed(fingerprint: str) -> bool:
    chain = keyring().chain(fingerprint)
    return chain is not None and chain.is_development
