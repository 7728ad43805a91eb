from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotADayToCall(Refusal):
    code = "not_a_day_to_call"
    message = _("Call again tomorrow at the earliest, and within %(days)s days.")
