from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NoModeratorNeeded(Refusal):
    code = "no_moderator_needed"
    message = _(
        "The examiners of this station agree, or their sheets are not all in. A "
        "moderator is called where they differ."
    )


class CalledAlready(Refusal):
    code = "called_already"
    message = _(
        "%(name)s has been called in for this station already. Wait for that sheet, or "
        "give it to somebody else."
    )


class ModeratorTeaches(Refusal):
    code = "moderator_teaches"
    message = _(
        "%(name)s teaches this class. A moderator decides alone: choose somebody who "
        "does not."
    )


class NotModerating(Refusal):
    code = "not_moderating"
    message = _(
        "This sheet is an examiner's. Mark it without looking at the others' sheets."
    )


class WordsMissing(Refusal):
    code = "words_missing"
    message = _("Write why you decide so. Your words are kept with the sheets.")
