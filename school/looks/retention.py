from datetime import datetime

from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period
from school.looks import actions
from school.looks.models import KEPT, Look


def remove(at: datetime) -> object:
    return actions.remove_looks(by=SYSTEM, at=at)


RETENTION = [
    Kind(
        "looks",
        _("Who of the school saw your data"),
        _("The law asks for three years; then nobody needs to look it up any more."),
        (Period(_("since it was seen"), KEPT),),
        lambda at: Look.objects.outlived(at=at),
        remove,
    )
]
