from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotAMonth(Refusal):
    code = "payslip_month"
    message = _("Choose a month that is over, of the last two years.")


class HandedInAlready(Refusal):
    code = "payslip_known"
    message = _("You handed this payslip in before. It is in your list.")


class TooManyWaiting(Refusal):
    code = "payslips_waiting"
    message = _(
        "%(most)s payslips of yours wait to be read. Hand the next one in when some are read."
    )


class NotWaiting(Refusal):
    code = "payslip_not_waiting"
    message = _("This payslip does not wait any more: %(status)s.")


class WhyNeeded(Refusal):
    code = "payslip_why"
    message = _("Say why it cannot be used: the worker reads it.")
