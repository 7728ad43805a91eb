from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotByDesk(Refusal):
    code = "not_by_desk"
    message = _(
        "Rule %(code)s is not entered here, or not by you. Choose one from the list."
    )


class EvidenceAsked(Refusal):
    code = "evidence_asked"
    message = _(
        "Rule %(code)s asks for evidence. Enter it under “Points with evidence”."
    )


class EnteredAlready(Refusal):
    code = "entered_already"
    message = _(
        "The same is entered already: this worker, rule and number. Nothing was added."
    )


class DeedMovedOn(Refusal):
    code = "deed_moved_on"
    message = _("It has moved on meanwhile: %(status)s. Look at it again.")


class OwnEntry(Refusal):
    code = "own_entry"
    message = _("You entered it yourself. Somebody else has to confirm.")


class TiedEntry(Refusal):
    code = "tied_entry"
    message = _(
        "Whoever entered this is close to the worker, so her role does not count. Give no "
        "points for this entry, and let somebody else enter it anew."
    )


class OtherRole(Refusal):
    code = "other_role"
    message = _(
        "You cannot confirm this: the rule names another role for it. It stays on their list."
    )
