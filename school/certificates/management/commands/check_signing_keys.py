from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.utils import timezone

from school.certificates import signing
from school.certificates.management.given_key import SIGNED, ring_of
from school.certificates.models import Badge, Certificate
from school.lib.pades.checking import Level
from school.lib.pades.evidence import NoEvidence, Revoked, collected
from school.lib.pades.keys import Chain, Keyring, Kind, NoKey, UnusableKey
from school.lib.pades.tokens import TokenAway

SOON = timedelta(days=60)
# Who else may read a file, beside its owner.
OTHERS = 0o077


class Command(BaseCommand):
    help = (
        "Lists the keys that have signed PDFs and credentials, and fails with what is wrong: "
        "no key, one that cannot be used, one that others may read, a lost certificate, "
        "a level of signature (PAdES) below the one that is wanted."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong: list[str] = []
        for kind in Kind:
            ring, signed = ring_of(kind), used(kind)
            for chain in ring.chains():
                word = "signs" if chain.fingerprint == ring.current() else "kept"
                number = signed.get(chain.fingerprint, 0)
                self.stdout.write(
                    f"{chain.fingerprint[:16]}  {word:5}  {chain.begins:%Y-%m-%d} to "
                    f"{chain.ends:%Y-%m-%d}  {number} {SIGNED[kind]}  {chain.subject}"
                )
            wrong += problems(ring, signed)
        wrong += self.said_of_level()
        if wrong:
            raise CommandError("\n".join(wrong))

    def said_of_level(self) -> Iterator[str]:
        """How PDFs are signed now, and what stands against what the school wants."""
        level = Level.TIMED if settings.TIMESTAMP_URL else Level.BASIC
        until = ""
        try:
            if ends := evidence_ends():
                level, until = Level.LASTING, f", by answers good until {ends:%Y-%m-%d}"
        except Revoked as error:
            yield f"No PDF is signed, for a certificate was revoked: {error}"
        except (NoEvidence, OSError) as error:
            yield f"PDFs cannot be signed as PAdES B-LT: {error}"
        self.stdout.write(f"PDFs are signed as PAdES {level}{until}.")


def evidence_ends() -> datetime | None:
    """Asked for afresh, where PDFs are to be signed with evidence and there is a key."""
    if not signing.wants_evidence():
        return None
    try:
        chain = signing.keyring().read().chain
    except (NoKey, UnusableKey, TokenAway):
        return None
    stamped_by = signing.stamped_by()
    return collected(
        chain, timestamps=settings.TIMESTAMP_URL, stamped_by=stamped_by
    ).ends


def used(kind: Kind) -> dict[str, int]:
    """How much each key has signed."""
    signed = Badge.objects if kind is Kind.CREDENTIALS else Certificate.objects
    rows = signed.exclude(signed_by="").values_list("signed_by")
    return dict(rows.annotate(Count("pk")).order_by())


def problems(ring: Keyring, signed: dict[str, int]) -> Iterator[str]:
    what = SIGNED[ring.kind]
    try:
        key = ring.read()
    except NoKey:
        yield f"No key signs {what}. Make one with make_signing_key."
    except (UnusableKey, TokenAway) as error:
        yield f"The key that signs {what} cannot be used: {error}. Put its files back."
    else:
        path = ring.path_of_key(key.fingerprint)
        if ring.token is None and path.stat().st_mode & OTHERS:
            yield f"Others may read the private key. Say: chmod 600 {path}"
        yield from problems_of_time(key.chain, what)
        if key.chain.is_development and not settings.SIGNING_DEVELOPMENT_KEY:
            yield (
                f"A development key signs {what}. Make a real one with "
                "make_signing_key."
            )
    kept = {chain.fingerprint for chain in ring.chains()}
    for fingerprint in sorted(signed.keys() - kept):
        yield (
            f"The certificate of {fingerprint[:16]}, which has signed "
            f"{signed[fingerprint]} {what}, is lost. Put {fingerprint}.pem back."
        )


def problems_of_time(chain: Chain, what: str) -> Iterator[str]:
    now = timezone.now()
    if chain.begins > now:
        yield f"The key that signs {what} is good only from {chain.begins:%Y-%m-%d}."
    if chain.ends < now + SOON:
        yield (
            f"The key that signs {what} is good until {chain.ends:%Y-%m-%d}. Take "
            "another with rotate_signing_key."
        )
