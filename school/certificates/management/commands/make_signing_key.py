from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.certificates.key_changes import change_key
from school.certificates.management.given_key import (
    SIGNED,
    add_arguments,
    kind_told,
    ring_of,
    told,
)
from school.journal.actors import Command as CommandGiven
from school.lib.pades.keys import Keyring, Kind


class Command(BaseCommand):
    help = (
        "Makes the keys that sign PDFs and credentials, in SIGNING_DIR, as far as there "
        "are none, or takes over one that was made elsewhere. A development key gives "
        "way; any other is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        is_one = options["credentials"] or options["key"] or options["chain"]
        wanted = [kind_told(options)] if is_one else list(Kind)
        lacking = [kind for kind in wanted if not is_real(ring_of(kind))]
        if not lacking:
            raise CommandError(
                "A key signs already. To sign with another from now on, use "
                "rotate_signing_key."
            )
        for kind in lacking:
            key = told(options, kind)
            change_key(ring_of(kind), key, by=CommandGiven("make_signing_key"))
            self.stdout.write(
                f"{key.fingerprint[:16]} signs {SIGNED[kind]} from now on."
            )


def is_real(ring: Keyring) -> bool:
    """Whether a key signs that no development run has made for itself."""
    current = ring.current()
    chain = ring.chain(current or "")
    return bool(current) and not (chain and chain.is_development)
