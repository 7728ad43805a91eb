from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.certificates import signing
from school.certificates.management.given_key import add_arguments, told


class Command(BaseCommand):
    help = (
        "Makes the key that signs certificates, in SIGNING_DIR, or takes over one that "
        "was made elsewhere. A development key gives way; any other is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        ring = signing.keyring()
        present = ring.chain(ring.current() or "")
        if ring.current() and not (present and present.is_development):
            raise CommandError(
                "A key signs already. To sign with another from now on, use "
                "rotate_signing_key."
            )
        key = told(options)
        ring.change_to(key)
        self.stdout.write(f"{key.fingerprint[:16]} signs from now on.")
