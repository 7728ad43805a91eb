from typing import Any

from django.core.management.base import BaseCommand

from school.points.sources.tasks import settle_everybody


class Command(BaseCommand):
    help = (
        "Gives everybody the points that are due by the records: attendance, results "
        "and the rest, of today or of years ago. What is in the ledger is left."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{settle_everybody()} postings written.")
