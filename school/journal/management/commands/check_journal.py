from typing import Any

from django.core.management.base import BaseCommand, CommandError

from school.journal.chain import actions
from school.journal.models import Seal


class Command(BaseCommand):
    help = (
        "Works every seal of the journal out anew, beside the anchor files, and fails with "
        "each entry that was changed, removed or sealed anew."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        off = 0
        for sentence in actions.wrong():
            off += 1
            self.stderr.write(sentence)
        if off:
            raise CommandError(f"The journal is not as it was sealed: {off} findings.")
        waiting = actions.unsealed().count()
        self.stdout.write(
            f"{Seal.objects.count()} entries are as they were sealed; {waiting} wait for their seal."
        )
