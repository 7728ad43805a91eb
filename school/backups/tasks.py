from django.conf import settings
from django.utils import timezone

from school.backups import making, rules, shelf
from school.journal.actors import SYSTEM
from school.privacy.erasure import listed


def back_up() -> None:
    """Every hour: the night's backup, unless there is one, and what the rule lets go.

    What fails shows in the queue; the next hour tries again.
    """
    listed.note_all()
    newest = shelf.newest()
    now = timezone.localtime()
    if not settings.BACKUP_DIR or not rules.is_due(
        newest and timezone.localtime(newest), now=now
    ):
        return
    making.back_up(by=SYSTEM)
    making.thin(by=SYSTEM)
