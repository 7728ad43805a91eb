from django.utils.translation import gettext_lazy as _

from school.assessment.actions import exchange, proofs
from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period

RETENTION = [
    Kind(
        "exam_pictures",
        _("Pictures and recordings of your practical exam"),
        _("An appeal is heard by them; afterwards nothing rests on them."),
        (Period(_("since the result, as many days as the course says"), None),),
        proofs.past_proofs,
        lambda at: proofs.forget_proofs(by=SYSTEM, at=at),
    ),
    Kind(
        "question_files",
        _("Files of exam questions that nobody took in"),
        _("Taken in, the questions stand in the bank; else the file is of no use."),
        (Period(_("since it was handed in"), exchange.KEPT_FOR),),
        exchange.past_files,
        lambda at: exchange.forget_files(by=SYSTEM, at=at),
    ),
]
