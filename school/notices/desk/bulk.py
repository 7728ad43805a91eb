from django.utils.translation import gettext_lazy as _

from school.notices import actions
from school.notices.models import Delivery
from school.ui.bulk import BulkVerb


class SendAgain(BulkVerb):
    models = [Delivery]
    permission = "notices.change_delivery"
    related = ("notice__person__user",)
    display_name = _("Send again")
    aria_label = _("Send the messages that are ticked again")
    action_type = "resend"
    action_priority = 10
    note = _(
        "Only failed messages, and those stuck while being sent. Where no answer came, the first may have arrived."
    )
    verb = actions.resend
