from datetime import datetime

from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period
from school.people.actions import handed_in
from school.wages.payslips import actions as payslips
from school.wages.payslips import rules
from school.wages.uploads import actions as uploads
from school.wages.uploads.models import WageUpload


def remove_undecided(at: datetime) -> None:
    for upload in handed_in.undecided(WageUpload.objects.all(), at=at):
        uploads.drop_upload(upload, by=SYSTEM)


RETENTION = [
    Kind(
        "payslip_pictures",
        _("Pictures of payslips"),
        _(
            "The sum was read from it and stays; the picture is needed for questions only."
        ),
        (Period(_("since it was read, refused or taken back"), rules.KEPT),),
        payslips.past_payslips,
        lambda at: payslips.forget_payslip_files(by=SYSTEM, at=at),
    ),
    Kind(
        "pay_tables",
        _("Companies’ pay tables that nobody took in"),
        _("Taken in, the rows stand in the records."),
        (Period(_("since it was handed in"), handed_in.UNDECIDED),),
        lambda at: handed_in.undecided(WageUpload.objects.all(), at=at),
        remove_undecided,
    ),
]
