"""What stands against help in the exam, time, further sittings, practice and corrections."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal

# Sittings


class SittingTooSoon(Refusal):
    code = "sitting_too_soon"
    message = _(
        "The next sitting may begin from %(time)s on. Practise until then: the "
        "explanations of your last paper name the lessons."
    )


class SittingInProgress(Refusal):
    code = "sitting_in_progress"
    message = _("A sitting of the exam is in progress. Hand it in first.")


class SittingAllowedAlready(Refusal):
    code = "sitting_allowed_already"
    message = _(
        "A further sitting is allowed already and not yet begun. Ask the trainee to "
        "sit it first."
    )


class NothingToSitAgain(Refusal):
    code = "nothing_to_sit_again"
    message = _(
        "The trainee has passed the theory exam with %(points)s points; no further "
        "sitting is needed."
    )


# Help in the exam


class NoHelpChosen(Refusal):
    code = "no_help_chosen"
    message = _("Nothing new is ticked. Tick at least one kind of help.")


class PercentMissing(Refusal):
    code = "percent_missing"
    message = _("Say how much more time it is, in percent.")


class TimeOutOfRange(Refusal):
    code = "time_out_of_range"
    message = _("Give 1 to %(most)s minutes at a time.")


class NobodySitting(Refusal):
    code = "nobody_sitting"
    message = _("Nobody of the class is sitting the exam now. Nothing was changed.")


class NoOralExam(Refusal):
    code = "no_oral_exam"
    message = _(
        "This trainee is not granted an oral exam. The registrar grants it at the desk."
    )


class OwnTeacher(Refusal):
    code = "own_teacher"
    message = _(
        "You teach this class and it has an examiner who does not. Ask %(name)s to "
        "take the exam down."
    )


class OralTimeUp(Refusal):
    code = "oral_time_up"
    message = _(
        "The time of the exam in progress is up; it is handed in within a minute. Talk "
        "with the trainee before you begin another sitting."
    )


class TakenDown(Refusal):
    code = "taken_down"
    message = _(
        "%(name)s takes this exam down as an oral one. Say your answers there; "
        "nothing is taken on your own phone."
    )


class TakenDownByOther(Refusal):
    code = "taken_down_by_other"
    message = _(
        "%(name)s has begun to take this exam down and goes on with it to its end."
    )


# Practice


class NotPractised(Refusal):
    code = "not_practised"
    message = _("This question is not among those to practise. Take the next one.")


class AnswerMissing(Refusal):
    code = "answer_missing"
    message = _("Nothing is chosen yet. Answer the question first.")


# Corrections of questions


class CorrectionWaits(Refusal):
    code = "correction_waits"
    message = _(
        "A correction of question %(code)s waits for a second person. Have it decided "
        "first."
    )


class NoNewKey(Refusal):
    code = "no_new_key"
    message = _(
        "This is no other answer to the question than the one that counts now. Give "
        "the answer that is right."
    )


class CorrectedElsewhere(Refusal):
    code = "corrected_elsewhere"
    message = _(
        "Question %(code)s was corrected in edition %(version)s, and here it still has "
        "the former answer. Correct it here too, or revise it."
    )


class SecondPerson(Refusal):
    code = "second_person"
    message = _("You proposed this correction. Somebody else decides on it.")


class ProvedWrong(Refusal):
    code = "proved_wrong"
    message = _(
        "Question %(code)s proved wrong and has no one right answer. Revise it: the new "
        "wording is asked once it is approved."
    )
