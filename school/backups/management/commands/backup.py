from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.backups import making
from school.backups.troubles import Trouble
from school.journal.actors import Command as CommandGiven


class Command(BaseCommand):
    help = (
        "Makes one file of the database, all files and the signing keys as they are at this "
        "moment, locked to BACKUP_KEY. The school may go on working meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", type=Path, help="a folder; without it that of BACKUP_DIR"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = making.back_up(by=CommandGiven("backup"), to=options["to"])
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        rows = sum(made.manifest.facts.counts.values())
        self.stdout.write(
            f"{made.path}\n{made.size} bytes, {rows} rows, SHA-256 {made.sha256}\n"
            "FIELD_KEYS, FINGERPRINT_KEY and SECRET_KEY are not in it: keep them elsewhere, "
            "and the backup's private key too."
        )
