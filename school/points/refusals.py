from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NoSuchRule(Refusal):
    code = "no_such_rule"
    message = _(
        "No points rule %(code)s is in force. Choose one from the list of rules."
    )


class NotAnAward(Refusal):
    code = "not_an_award"
    message = _(
        "Rule %(code)s gives no points. A deduction needs evidence, notice, the "
        "worker's answer and a second person's confirmation; it cannot be entered here."
    )


class NotADeduction(Refusal):
    code = "not_a_deduction"
    message = _("Rule %(code)s takes no points. Choose a rule that does.")


class WrongSource(Refusal):
    code = "wrong_source"
    message = _(
        "Rule %(code)s counts once for each %(expected)s. Name the %(expected)s it is given for."
    )


class NotOfClass(Refusal):
    code = "not_of_class"
    message = _("This rule counts by class. Type the code of a class of theirs.")


class AwardedAlready(Refusal):
    code = "awarded_already"
    message = _("Points for this are in the ledger. Nothing was added.")


class ReasonNeeded(Refusal):
    code = "reason_needed"
    message = _("Points are only taken back for a reason. Write it in a few words.")


class AlreadyReversed(Refusal):
    code = "already_reversed"
    message = _("This entry has been reversed. Nothing more is taken back.")


class IsReversal(Refusal):
    code = "is_reversal"
    message = _("This entry is itself a reversal, and a reversal stands.")


class CloseReversal(Refusal):
    code = "close_reversal"
    message = _(
        "You are close to the worker, or of the same company: somebody else has to take "
        "these points back."
    )


class ByAppeal(Refusal):
    code = "by_appeal"
    message = _(
        "A deduction is not reversed by hand. Whoever thinks it wrong appeals against "
        "it, and an appeal that is upheld reverses it."
    )


class NotReversible(Refusal):
    code = "not_reversible"
    message = _(
        "Only an award or a deduction is reversed. What is held for the shop is given "
        "back there; what has expired stays expired."
    )


class NotEnough(Refusal):
    code = "not_enough"
    message = _("There are %(there)s points to spend; %(missing)s more are needed.")


class NotHeld(Refusal):
    code = "not_held"
    message = _("This posting holds no points. Look the redemption up.")


class HoldEnded(Refusal):
    code = "hold_ended"
    message = _("These points have been spent or given back. Nothing is moved again.")


class SchemeFrozen(Refusal):
    code = "scheme_frozen"
    message = _(
        "Version %(version)s of the points scheme is in force and does not change, but "
        "its file has changed. Raise the version in the file, or restore it."
    )
