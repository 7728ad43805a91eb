from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class OwedLater(Refusal):
    code = "owed_later"
    message = _("This day is still to come. Give the day on which it was to be paid.")


class ToldAlready(Refusal):
    code = "owed_told_already"
    message = _(
        "You have told of pay owed by them. It is under My pay; end that one first."
    )


class OverAlready(Refusal):
    code = "owed_moved_on"
    message = _("This has moved on: %(status)s. Open it again and see what is left.")


class StepWordsNeeded(Refusal):
    code = "owed_words_needed"
    message = _("Say in a few words what came of it: the worker reads it.")


class NotADayOfStep(Refusal):
    code = "owed_not_a_day"
    message = _("This day is still to come, or before what was done last.")


class NotADayToLook(Refusal):
    code = "owed_not_a_day_to_look"
    message = _("Look again tomorrow at the earliest, and within %(days)s days.")
