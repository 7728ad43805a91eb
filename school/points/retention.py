from django.utils.translation import gettext_lazy as _

from school.journal.actors import SYSTEM
from school.lib.retention import Kind, Period
from school.points.cases import rules
from school.points.cases.actions import keeping
from school.points.deeds import actions as deeds

RETENTION = [
    Kind(
        "case_files",
        _("What deductions of points were based on: words and files"),
        _("Without them an appeal could not be heard, nor a mistake be found."),
        (
            Period(
                _("since the last step, where it came to nothing"), rules.KEPT_IF_FALLEN
            ),
            Period(_("since the last step, of any other"), rules.KEPT_IF_STOOD),
        ),
        keeping.past_cases,
        lambda at: keeping.forget_proofs(by=SYSTEM, at=at),
    ),
    Kind(
        "deed_files",
        _("Evidence of deeds that points were given for"),
        _("For as long as the points count; what was entered stays."),
        (Period(_("since it was entered"), deeds.KEPT),),
        deeds.past_deeds,
        lambda at: deeds.forget_deed_files(by=SYSTEM, at=at),
    ),
]
