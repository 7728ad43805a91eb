from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.curriculum import load
from school.courses.curriculum.problems import Malformed
from school.courses.curriculum.reader import DATA, read
from school.courses.curriculum.wording import sentence
from school.journal.actors import SYSTEM
from school.lib.errors import Refusal
from school.lib.sync import Counts


class Command(BaseCommand):
    help = (
        "Loads courses, standards, points rules and their pages from the curriculum "
        "files. Safe to repeat; a malformed or contradictory file changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=DATA,
            help="the folder with the files (default: those of the project)",
        )
        parser.add_argument(
            "--replace-drafts",
            action="store_true",
            help="also where the desk has written a draft: what it wrote there is lost",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            counts = load(
                read(folder), by=SYSTEM, replace_drafts=options["replace_drafts"]
            )
        except Malformed as malformed:
            raise CommandError(refusal_of(malformed)) from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        if options["verbosity"]:
            self.tell(counts)

    def tell(self, counts: dict[str, Counts]) -> None:
        if not any(count.changed for count in counts.values()):
            total = sum(counts.values(), Counts())
            self.stdout.write(
                _("The curriculum is up to date: %(count)s entries.")
                % {"count": total.unchanged}
            )
            return
        for name, count in counts.items():
            self.stdout.write(
                _(
                    "%(name)s: %(created)s created, %(updated)s updated, "
                    "%(removed)s removed, %(unchanged)s unchanged"
                )
                % {"name": name, **vars(count)}
            )


def refusal_of(malformed: Malformed) -> str:
    count = len(malformed.problems)
    lines = [
        ngettext(
            "The curriculum files have %(count)s problem. Nothing was changed.",
            "The curriculum files have %(count)s problems. Nothing was changed.",
            count,
        )
        % {"count": count}
    ]
    lines += [f"  {sentence(problem, _)}" for problem in malformed.problems]
    return "\n".join(lines)
