from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.points import checking
from school.points.models import Entry


class Command(BaseCommand):
    help = (
        "Works out every account of the points ledger anew from its postings, and fails "
        "with each posting whose lines are not what they must be."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        off = list(checking.off())
        for code, account in off:
            self.stderr.write(f"{code}  {account}")
        if off:
            raise CommandError(f"{len(off)} lines are off.")
        self.stdout.write(f"{Entry.objects.count()} lines, none is off.")
