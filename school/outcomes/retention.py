from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one
from school.lib.retention import Kind, Period
from school.outcomes.dossier import purging
from school.outcomes.dossier.models import KEPT_SEALED, Dossier


def remove(at: datetime) -> object:
    outlived = list(Dossier.objects.outlived(at=at))
    return one_by_one(outlived, partial(purging.purge, by=SYSTEM, at=at))


RETENTION = [
    Kind(
        "dossiers",
        _("Subsidy papers with whole ID numbers"),
        _("The office has its copy; from the records they can be made again."),
        (Period(_("since they were made"), KEPT_SEALED),),
        lambda at: Dossier.objects.outlived(at=at),
        remove,
    )
]
