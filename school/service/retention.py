from datetime import datetime

from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period
from school.people.actions import handed_in
from school.points.cases.rules import KEPT_IF_FALLEN, KEPT_IF_STOOD
from school.service import actions
from school.service.actions import forgetting
from school.service.models import Upload


def remove_undecided(at: datetime) -> None:
    for upload in handed_in.undecided(Upload.objects.all(), at=at):
        actions.drop_upload(upload, by=SYSTEM)


RETENTION = [
    Kind(
        "platform_texts",
        _("What households wrote of you on the order platform"),
        _("As long as a deduction may rest on it; stars and counts stay."),
        (
            Period(_("since it was settled, where nothing came of it"), KEPT_IF_FALLEN),
            Period(_("since the order, of any other"), KEPT_IF_STOOD),
        ),
        forgetting.past_texts,
        lambda at: forgetting.forget_texts(by=SYSTEM, at=at),
    ),
    Kind(
        "platform_tables",
        _("Tables of the order platform that nobody took in"),
        _("Taken in, the rows stand in the records."),
        (Period(_("since it was handed in"), handed_in.UNDECIDED),),
        lambda at: handed_in.undecided(Upload.objects.all(), at=at),
        remove_undecided,
    ),
]
