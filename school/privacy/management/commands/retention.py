from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from school.lib.retention import Kind, due


class Command(BaseCommand):
    help = (
        "Removes what has been kept long enough, kind by kind, as the worker does by itself "
        "day by day; every removal is journalled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="remove nothing: say how much is over",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        total = 0
        for kind, count in due(now):
            total += count
            self.stdout.write(f"{kind.key} ({_periods(kind)}): {count}")
            if count and not options["dry_run"]:
                kind.remove(now)
        done = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{total} {done}.")


def _periods(kind: Kind) -> str:
    days = [f"{one.days} days" if one.days else "as set" for one in kind.periods]
    return " or ".join(days)
