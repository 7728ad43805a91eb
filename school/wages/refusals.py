from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NoConsent(Refusal):
    code = "no_wage_consent"
    message = _(
        "Pay is only noted with the person's own consent to it. Ask for that first; "
        "refusing costs nothing."
    )


class NotASum(Refusal):
    code = "not_a_sum"
    message = _("Pay is more than nothing. Who had no work has no pay to note.")


class TooMany(Refusal):
    code = "too_many_units"
    message = _("A month has at most %(most)s of these. Check how many there were.")


class PeriodNotOver(Refusal):
    code = "period_not_over"
    message = _("These days are still to come. Give a period that has passed.")


class PeriodBackwards(Refusal):
    code = "period_backwards"
    message = _("The period ends before it begins. Check both dates.")


class AlreadyCorrected(Refusal):
    code = "already_corrected"
    message = _("This was corrected already. Correct the newer one.")


class TheirWord(Refusal):
    code = "their_word"
    message = _(
        "Somebody else told this sum. Say that it is not right; your own word then stands "
        "beside it."
    )


class NothingToObject(Refusal):
    code = "nothing_to_object"
    message = _("This is your own word, or it was put right since. Look at the list.")


class NoObjection(Refusal):
    code = "no_objection"
    message = _("You have not objected to this, or took it back already.")


class ObjectionOver(Refusal):
    code = "objection_over"
    message = _(
        "This was answered meanwhile, taken back, or the sum was put right. Look at the list."
    )


class BaselineClosed(Refusal):
    code = "baseline_closed"
    message = _(
        "The course is over, so pay before it is not asked any more. Nothing is lost by that."
    )


class NotDueYet(Refusal):
    code = "follow_up_not_due"
    message = _("This is asked from %(day)s on. Please come back then.")


class AlreadyAnswered(Refusal):
    code = "follow_up_answered"
    message = _("This has been answered. Thank you; nothing more is needed.")


class Declined(Refusal):
    code = "follow_up_declined"
    message = _(
        "She said that she would rather not say. Do not call about this again; what she "
        "tells of her own accord can be noted."
    )


class PassedBy(Refusal):
    code = "follow_up_passed"
    message = _(
        "A later question has come since. Answer that one; this one stays unanswered."
    )


class TooLate(Refusal):
    code = "follow_up_too_late"
    message = _("The time to answer this is over. Nothing is missing on your side.")


class NotAskedAnyMore(Refusal):
    code = "follow_up_not_asked"
    message = _(
        "The school does not ask this any more. Nothing is missing on your side."
    )


class HasPlace(Refusal):
    code = "follow_up_ended"
    message = _(
        "You have a place in this course now, so this is not asked any more. Nothing is "
        "missing on your side."
    )


class NothingToCompare(Refusal):
    code = "nothing_to_compare"
    message = _(
        "This is only asked of who told her pay when she applied. Nothing is missing on "
        "your side."
    )


class NoPayOutOfWork(Refusal):
    code = "no_pay_out_of_work"
    message = _("Who is not in work has no pay to note. Choose one of the two.")
