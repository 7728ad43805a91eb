from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from school.journal.actors import Command as CommandGiven
from school.privacy import rotation


class Command(BaseCommand):
    help = (
        "Seals every ID number and whatever else is encrypted with the first of "
        "FIELD_KEYS. Put the new key in front, run this, and take the old one out once "
        "--check finds nothing that it opens. May be broken off and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing: say how much is sealed with which key; fails if any is left",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            done = rotation.rotate(by=CommandGiven("rotate_field_keys"))
            self.stdout.write(f"{done} sealed anew.")
        found = rotation.tally()
        for one in found:
            self.stdout.write(f"{one.label}.{one.column}: {self._told(one)}")
        if behind := sum(one.behind for one in found):
            raise CommandError(
                f"{behind} not sealed with the first key. Keep the others."
            )
        self.stdout.write(
            f"All is sealed with the first of {len(settings.FIELD_KEYS)} keys; it alone is needed."
        )

    def _told(self, one: rotation.Sealed) -> str:
        parts = [
            f"key {number + 1}: {one.by_key[number]}"
            for number in range(len(settings.FIELD_KEYS))
            if one.by_key[number]
        ]
        if lost := one.by_key[None]:
            parts.append(f"opened by none of the keys: {lost}")
        return ", ".join(parts) or "nothing"
