from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.backups import keyed, restoring
from school.backups.troubles import Trouble
from school.journal.actors import Command as CommandGiven


class Command(BaseCommand):
    help = (
        "Puts a backup in place of an empty database, and its files in place, after comparing "
        "them as verify_backup does. Stop site and worker first."
    )
    # The database may be empty.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        keyed.ask(parser)
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="the database is in use: set it aside under another name",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = restoring.restore(
                options["file"],
                key=keyed.read(options["key"]),
                by=CommandGiven("restore"),
                overwrite=options["overwrite"],
            )
        except Trouble as trouble:
            raise CommandError(str(trouble)) from None
        said = [*keyed.sentences(report), "It is in place. Everybody signs in anew."]
        if report.missing_steps:
            said.append(
                f"{len(report.missing_steps)} newer steps of migration were made."
            )
        if report.erased_again:
            said.append(
                f"{report.erased_again} whom the school had erased since were erased again."
            )
        if report.set_aside:
            said.append("What was here is kept; delete it once it is not needed:")
            said += report.set_aside
        self.stdout.write("\n".join(said))
