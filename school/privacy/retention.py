from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.one_by_one import one_by_one
from school.lib.retention import Kind, Period
from school.privacy import removing
from school.privacy.models import KEPT, PersonalExport


def remove(at: datetime) -> object:
    outlived = list(PersonalExport.objects.outlived(at=at))
    return one_by_one(outlived, partial(removing.remove_export, by=SYSTEM, at=at))


RETENTION = [
    Kind(
        "data_copies",
        _("Copies of all your data that were made for you"),
        _("Time enough to save one; it can be made again."),
        (Period(_("since it was made"), KEPT),),
        lambda at: PersonalExport.objects.outlived(at=at),
        remove,
    )
]
