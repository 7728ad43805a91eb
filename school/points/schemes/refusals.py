from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NoneInForce(Refusal):
    code = "no_scheme_in_force"
    message = _("No points rules are in force yet. Load the first version.")


class OneOnItsWay(Refusal):
    code = "scheme_on_its_way"
    message = _(
        "Version %(version)s is on its way. Finish it or give it up before the next."
    )


class MovedOn(Refusal):
    code = "scheme_moved_on"
    message = _("This version has moved on: %(status)s. Nothing was changed.")


class ReadAgain(Refusal):
    code = "scheme_read_again"
    message = _(
        "This version was changed after you opened it. Go back and read it again; "
        "nothing is published or sent back yet."
    )


class NothingChanged(Refusal):
    code = "scheme_unchanged"
    message = _("This draft says what is in force. Change something first.")


class NotSound(Refusal):
    code = "scheme_not_sound"
    message = _("This cannot go on yet: %(problems)s")


class TooSoon(Refusal):
    code = "scheme_too_soon"
    message = _(
        "New rules are public for %(days)s days before they count. The first day "
        "possible is %(day)s."
    )


class WordsNeeded(Refusal):
    code = "scheme_words_needed"
    message = _("Say in a few words why. Those whom it concerns read it.")


class OwnProposal(Refusal):
    code = "scheme_own_proposal"
    message = _(
        "You proposed this version. Somebody else approves it or sends it back."
    )


class ChangedAtDesk(Refusal):
    code = "scheme_changed_at_desk"
    message = _(
        "Version %(version)s of the file is not taken: the points rules are changed at "
        "the desk by now. Draft the next version there."
    )


class NoSuchPart(Refusal):
    code = "no_such_part"
    message = _("The scheme has no %(code)s. Codes are fixed.")
