"""Making a copy of somebody's data: what the worker does."""

import logging
from tempfile import TemporaryFile

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation

from school.lib.crypto import seal_stream
from school.lib.fields import secret_code
from school.privacy.export import archive
from school.privacy.models import PersonalExport

logger = logging.getLogger(__name__)


def make(export: PersonalExport) -> None:
    """Gather, seal and keep it. Safe to be killed anywhere and done twice."""
    try:
        with TemporaryFile() as plain, TemporaryFile() as sealed:
            with translation.override(export.language):
                archive.write(export.person, to=plain)
            byte_size = plain.tell()
            plain.seek(0)
            # It holds whole ID numbers: on the disk it lies encrypted, as in the database.
            sealed.writelines(seal_stream(plain))
            sealed.seek(0)
            _keep(export, File(sealed), byte_size)
    except Exception:
        logger.exception("copy %s of personal data was not made", export.code)
        _close(export, has_failed=True)


def give_up(export: PersonalExport) -> None:
    """Close one that killed its worker each time; she may ask again."""
    logger.error("copy %s was tried %s times", export.code, export.tries)
    _close(export, has_failed=True)


@transaction.atomic
def _keep(export: PersonalExport, sealed: File, byte_size: int) -> None:
    name = f"exports/{secret_code()}"
    if _close(export, file=name, byte_size=byte_size):
        export.file.storage.save(name, sealed)


def _close(export: PersonalExport, **columns: object) -> bool:
    """Whether it was open yet: a second worker keeps nothing."""
    still_open = PersonalExport.objects.being_made().filter(pk=export.pk)
    return bool(still_open.update(finished_at=timezone.now(), **columns))
