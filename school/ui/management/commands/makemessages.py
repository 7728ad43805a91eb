"""Collect marked text app by app, into catalogues that change only when words change."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemessages
from django.utils.functional import cached_property

from school.ui import catalogues

HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""


class BuildFile(makemessages.BuildFile):
    """Keeps the half-made copies of templates out of the source tree."""

    command: "Command"

    @cached_property
    def work_path(self) -> str:
        if not self.is_templatized:
            return self.path
        flat_name = self.path.strip(os.sep).replace(os.sep, "__")
        return os.path.join(self.command.workshop, f"{flat_name}.py")


class Command(makemessages.Command):
    help = "Update the Chinese catalogue of one app, or of every app in turn."
    root = Path(__file__).resolve().parents[4]
    build_file_class = BuildFile
    workshop: str
    msgmerge_options = [
        "-q",
        "--backup=none",
        "--update",
        "--no-fuzzy-matching",
    ]

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--app",
            action="append",
            dest="labels",
            metavar="LABEL",
            help="Update this app only (for example: courses). May be repeated.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        known = catalogues.apps(self.root)
        labels = options.pop("labels", None) or known
        for label in labels:
            if label not in known:
                raise CommandError(
                    f"There is no app {label}. Type one of: {', '.join(known)}."
                )
        for label in labels:
            with tempfile.TemporaryDirectory() as self.workshop:
                self.label = label
                super().handle(*args, **{**options, **self.habits()})

    def habits(self) -> dict[str, Any]:
        return {
            "locale": [catalogues.LOCALE],
            "all": False,
            "no_wrap": True,
            "no_location": True,
            "add_location": None,
            "no_obsolete": True,
            "ignore_patterns": [],
            "verbosity": 0,
        }

    def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
        locale = catalogues.home(self.root, self.label) / "locale"
        self.locale_paths = [str(locale)]
        files = catalogues.sources(self.root, self.label)
        if files:
            locale.mkdir(parents=True, exist_ok=True)
        return [
            self.translatable_file_class(str(file.parent), file.name, str(locale))
            for file in files
        ]

    def write_po_file(self, potfile: str, locale: str) -> None:
        catalogue = catalogues.catalogue(self.root, self.label)
        if not catalogue.exists():
            catalogue.parent.mkdir(parents=True, exist_ok=True)
            catalogue.write_text(HEADER, encoding="utf-8")
        super().write_po_file(potfile, locale)
        lines = catalogue.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith('"POT-Creation-Date')]
        catalogue.write_text("".join(kept), encoding="utf-8")
