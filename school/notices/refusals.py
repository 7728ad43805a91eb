"""What may not be done with notices, and the sentences that say so."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class IsUnderWay(Refusal):
    code = "is_under_way"
    message = _("This message has left or is on its way. Only failed ones go again.")


class TooManyCodes(Refusal):
    code = "too_many_codes"
    message = _("Many codes have been sent already. Wait an hour, then ask again.")


class NoMailbox(Refusal):
    code = "no_mailbox"
    message = _("No e-mail address waits for a code. Type the address first.")


class CodeExpired(Refusal):
    code = "code_expired"
    message = _("This code works no more. Ask for a new one below.")


class WrongCode(Refusal):
    code = "wrong_code"
    message = _(
        "This is not the code in the newest e-mail. Compare the six digits with it."
    )


class UnknownService(Refusal):
    code = "unknown_service"
    message = _(
        "This browser gets its messages from a service that the school does not use. "
        "Choose SMS or e-mail instead."
    )


class TooManyDevices(Refusal):
    code = "too_many_devices"
    message = _("Ten devices get your messages. Take one of them off the list first.")


class FaultyText(Refusal):
    code = "faulty_text"
    message = _("The text cannot be said like this. Mend what stands at the fields.")


class ChangedMeanwhile(Refusal):
    code = "changed_meanwhile"
    message = _(
        "Somebody has changed this text meanwhile. Copy yours, open the page again, "
        "and put them together."
    )


class IsBuiltIn(Refusal):
    code = "is_built_in"
    message = _("The built-in text is in force already. There is nothing to take back.")
