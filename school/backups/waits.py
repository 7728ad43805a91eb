"""What waits at the desk of backups: that there is one again."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from school.backups import rules, shelf
from school.people.models import User
from school.ui.waits import Source, Wait


def _old(user: User, at: datetime) -> Iterator[Wait]:
    """For whoever runs the server; told of no school that takes its backups otherwise."""
    if not user.is_superuser or not settings.BACKUP_DIR:
        return
    newest = shelf.newest()
    yield Wait(
        int(rules.is_too_old(newest, now=at)),
        _("The last backup is too old"),
        reverse("backups_desk:list"),
        note="" if newest else _("There is none yet"),
        since=newest,
        is_alarm=True,
    )


WAITS = [Source("", _old)]
