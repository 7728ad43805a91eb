from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NoCostsYet(Refusal):
    code = "no_costs_yet"
    message = _("This class is a draft. Note its costs once it is announced.")


class CostsComplete(Refusal):
    code = "costs_complete"
    message = _(
        "The costs of this class are said to be complete. Open them again first."
    )


class CostsOpen(Refusal):
    code = "costs_open"
    message = _("The costs of this class are open already.")


class NoSum(Refusal):
    code = "cost_no_sum"
    message = _("A cost is above zero. To take one back, correct it to zero.")


class PaidLater(Refusal):
    code = "cost_paid_later"
    message = _("This day has not come. Note what has been paid.")


class CorrectedAlready(Refusal):
    code = "cost_corrected_already"
    message = _("This line has been corrected already. Correct the newer one.")


class ClassNotOver(Refusal):
    code = "cost_class_not_over"
    message = _("Costs are complete only after the class is closed.")


class NothingEntered(Refusal):
    code = "cost_nothing_entered"
    message = _("No cost is noted yet. Note what the class cost first.")
