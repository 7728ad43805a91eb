from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class SecondPersonNeeded(Refusal):
    code = "second_person_needed"
    message = _(
        "By rule %(rule)s nobody gives so many points alone. Ask for it, and a second "
        "person confirms."
    )


class OwnAward(Refusal):
    code = "own_award"
    message = _("Nobody gives points to herself. Ask a colleague.")


class OwnRequest(Refusal):
    code = "own_request"
    message = _("You asked for this award. Somebody else confirms or refuses it.")


class NotOwnRequest(Refusal):
    code = "not_own_request"
    message = _("Only who asked for it takes it back. You may refuse it.")


class AnsweredAlready(Refusal):
    code = "answered_already"
    message = _("This request is closed: %(status)s. Nothing was changed.")


class AskerMayNoMore(Refusal):
    code = "asker_may_no_more"
    message = _("Who asked for it may no longer award points. Refuse it.")
