from typing import Any

from django.core.management.commands import compilemessages


class Command(compilemessages.Command):
    """Compiles the school's own catalogues and leaves the libraries' alone."""

    def handle(self, **options: Any) -> None:
        options["ignore_patterns"] = [*options["ignore_patterns"], ".*", "var"]
        super().handle(**options)
