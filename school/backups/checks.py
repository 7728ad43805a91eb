"""Settings with which no backup would be made."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from school.lib import age


@register
def the_backup_key_is_one(**_asked: Any) -> Iterable[CheckMessage]:
    if not settings.BACKUP_KEY and not settings.BACKUP_DIR:
        return []
    if settings.BACKUP_KEY and age.is_public_key(settings.BACKUP_KEY):
        return []
    return [
        Error(
            "BACKUP_KEY is not the public half of a backup key (age1…), so no backup is made.",
            hint="Make a pair with: manage.py backup_key FILE",
            id="backups.E001",
        )
    ]
