"""Making a dossier: what the worker does."""

import base64
import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation

from school.lib.crypto import seal
from school.lib.fields import secret_code
from school.outcomes.dossier import archive
from school.outcomes.dossier.facts import gather
from school.outcomes.dossier.grounds import sha256
from school.outcomes.dossier.models import Dossier

logger = logging.getLogger(__name__)


def make(dossier: Dossier) -> None:
    """Print all its papers and keep the ZIP. Safe to be killed anywhere and done twice."""
    asked = Dossier.objects.filter(pk=dossier.pk, finished_at=None)
    try:
        # The authority reads Chinese, whoever asked.
        with translation.override(settings.LANGUAGE_CODE):
            facts = gather(dossier.cohort_id)
            asked.update(files_done=0, files_total=archive.count_of(facts))
            made = []
            for file in archive.files(facts, with_id_numbers=dossier.with_id_numbers):
                made.append(file)
                asked.update(files_done=len(made))
        _keep(dossier, archive.zipped(made))
    except Exception:
        logger.exception("dossier %s was not made", dossier.code)
        asked.update(has_failed=True, finished_at=timezone.now())


def give_up(dossier: Dossier) -> None:
    """Close one that killed its worker each time; whoever asked may ask again."""
    logger.error("dossier %s was tried %s times", dossier.code, dossier.tries)
    Dossier.objects.filter(pk=dossier.pk, finished_at=None).update(
        has_failed=True, finished_at=timezone.now()
    )


@transaction.atomic
def _keep(dossier: Dossier, data: bytes) -> None:
    name = f"dossiers/{secret_code()}"
    changed = Dossier.objects.filter(pk=dossier.pk, finished_at=None).update(
        file=name, sha256=sha256(data), finished_at=timezone.now()
    )
    if not changed:
        return
    if dossier.with_id_numbers:
        # Whole ID numbers lie encrypted on the disk too, as in the database.
        data = seal(base64.b64encode(data).decode()).encode()
    storage = dossier.file.storage
    storage.save(name, ContentFile(data))
