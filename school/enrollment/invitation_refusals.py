"""Why an application on behalf of somebody is not begun, or not confirmed.

None of them tells the asker whether a number has an account.
"""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class OwnNumber(Refusal):
    code = "own_number"
    message = _("This is your own number. Enrol for yourself on the page of the class.")


class AlreadyInvited(Refusal):
    code = "already_invited"
    message = _(
        "You have asked this number for this class already. Wait for the answer, or "
        "take the first one back."
    )


class DeclinedAlready(Refusal):
    code = "declined_already"
    message = _(
        "She has declined this class. Do not ask again; she can enrol by herself if she "
        "changes her mind."
    )


class TooManyInvitations(Refusal):
    code = "too_many_invitations"
    message = _("You have asked many people today. Go on tomorrow.")


class NumberAskedTooOften(Refusal):
    code = "number_asked_too_often"
    message = _(
        "This number has got several such SMS today. So that nobody is bothered, ask "
        "again tomorrow."
    )


class NotYourWorker(Refusal):
    code = "not_your_worker"
    message = _(
        "This person does not work for your company, or has not agreed to be seen by "
        "it. Open the list again."
    )


class NoNumber(Refusal):
    code = "no_number"
    message = _(
        "No mobile number is on file for this person. Ask her to sign up first."
    )


class InvitationOver(Refusal):
    code = "invitation_over"
    message = _(
        "This has been answered or taken back already (%(status)s). To apply, enrol on "
        "the page of the class, or have somebody begin anew."
    )


class InvitationExpired(Refusal):
    code = "invitation_expired"
    message = _(
        "The time to confirm this is over. To apply, enrol on the page of the class, "
        "or have somebody begin anew."
    )


class CodeRefused(Refusal):
    """Concerns what was typed as the code."""


class WrongCode(CodeRefused):
    code = "wrong_code"
    message = _(
        "This is not the code in the SMS about this class. Compare the six digits."
    )


class TooManyTries(CodeRefused):
    code = "too_many_tries"
    message = _(
        "Wrong codes have been typed too often, so this one is closed. Have somebody "
        "begin anew, and a new code comes."
    )


class NameRefused(Refusal):
    """Concerns what was typed as the name."""


class NameDiffers(NameRefused):
    code = "name_differs"
    message = _(
        "Another name is on file for this number. Write it exactly as on the ID card "
        "that was shown to the school."
    )


class AccountClosed(Refusal):
    code = "account_closed"
    message = _("The account of this number has been closed. Ask the registrar.")
