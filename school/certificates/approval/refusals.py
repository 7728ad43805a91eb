from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class TwoPeopleNeeded(Refusal):
    code = "two_people_needed"
    message = _(
        "This school has certificates issued, reissued and revoked by two people. Ask "
        "for it; somebody else confirms."
    )


class AskedAlready(Refusal):
    code = "asked_already"
    message = _("A request for this waits already. Open it under “Waiting requests”.")


class NothingToIssue(Refusal):
    code = "nothing_to_issue"
    message = _("Nothing is left to issue in this class.")


class OwnRequest(Refusal):
    code = "own_request"
    message = _("You asked for this yourself. Somebody else has to look at it.")


class NotOwnRequest(Refusal):
    code = "not_own_request"
    message = _("Only who asked for it takes it back. You can refuse it instead.")


class AnsweredAlready(Refusal):
    code = "answered_already"
    message = _("This request is answered already: %(status)s.")


class ChangedSince(Refusal):
    code = "changed_since"
    message = _(
        "Since it was asked for, something has changed: %(names)s. Nothing was done. "
        "Refuse it, and have it asked for anew."
    )


class AskerMayNoMore(Refusal):
    code = "asker_may_no_more"
    message = _("Who asked for it has no right to it any more. Refuse it.")
