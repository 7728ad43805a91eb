from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class HandedInAlready(Refusal):
    code = "handed_in_already"
    message = _("This paper is handed in. Its answers do not change any more.")


class TimeIsUp(Refusal):
    code = "time_is_up"
    message = _(
        "The time was up at %(time)s. Answers saved before then count; this one came "
        "too late."
    )


class CameTooLate(Refusal):
    code = "came_too_late"
    message = _(
        "This answer was given in time but came after the paper was closed. It is "
        "kept; ask the registrar whether it counts."
    )


class ContinuedElsewhere(Refusal):
    code = "continued_elsewhere"
    message = _(
        "The exam was gone on with on another device after that. Answer there, or "
        "open the exam again here."
    )


class NothingLate(Refusal):
    code = "nothing_late"
    message = _(
        "No answer of this paper waits for a decision. Look at the log of its answers."
    )


class NoSuchAnswer(Refusal):
    code = "no_such_answer"
    message = _("This answer does not belong to the question. Choose one of the list.")


class AskedAgain(Refusal):
    """What was typed is no answer; the question is put again."""


class NotANumber(AskedAgain):
    code = "not_a_number"
    message = _("The answer is a number. Write it in figures, for example 38.5.")


class PlacesNotAll(AskedAgain):
    code = "places_not_all"
    message = _("Give every line a place of its own, from 1 to %(count)s.")


class BankChanged(Refusal):
    code = "bank_changed"
    message = _(
        "A question was changed just as your paper was drawn. Nothing has begun. Begin "
        "once more."
    )
