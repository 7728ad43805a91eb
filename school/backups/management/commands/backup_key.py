import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.backups.troubles import Trouble, told
from school.lib import age


class Command(BaseCommand):
    help = (
        "Makes the pair of keys of the backups: the private one, which opens them, goes into "
        "FILE; the public one is printed, for BACKUP_KEY."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        public, private = age.make_pair()
        path: Path = options["file"]
        try:
            with told(path.parent):
                file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                with os.fdopen(file, "w") as target:
                    target.write(f"# public key: {public}\n{private}\n")
        except FileExistsError:
            raise CommandError(
                f"{path} is there already. Without its key no backup opens any more: name another file."
            ) from None
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        self.stdout.write(
            f"BACKUP_KEY={public}\nSet this for site and worker. Take {path} away from this "
            "server, to two places: whoever has it reads every backup, and without it none opens."
        )
