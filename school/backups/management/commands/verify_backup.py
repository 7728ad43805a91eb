from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.backups import keyed, restoring
from school.backups.troubles import Trouble


class Command(BaseCommand):
    help = (
        "Restores a backup into a database of its own, which is gone afterwards, and compares "
        "rows, ledgers, journal and files with what they were. Changes nothing here."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        keyed.ask(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = keyed.read(options["key"])
            report = restoring.verify(options["file"], key=key)
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write("\n".join([*keyed.sentences(report), "This backup is good."]))
