from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class TakenMeanwhile(Refusal):
    code = "chore_taken"
    message = _(
        "A worker has taken this task meanwhile, or it is gone. Nothing was cancelled."
    )


class DealtWith(Refusal):
    code = "chore_dealt_with"
    message = _("Somebody has dealt with this failure meanwhile. Nothing more to do.")
