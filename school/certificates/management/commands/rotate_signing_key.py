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


class Command(BaseCommand):
    help = (
        "Signs with another key from now on: a new one, or one that was made elsewhere. "
        "The former private key is deleted; its certificate stays, and so does "
        "everything that it has signed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        kind = kind_told(options)
        ring = ring_of(kind)
        former = ring.current()
        if former is None:
            raise CommandError("No key signs yet. Make one with make_signing_key.")
        key = told(options, kind)
        change_key(ring, key, by=CommandGiven("rotate_signing_key"))
        self.stdout.write(
            f"{key.fingerprint[:16]} signs {SIGNED[kind]} from now on; what "
            f"{former[:16]} has signed can still be checked."
        )
