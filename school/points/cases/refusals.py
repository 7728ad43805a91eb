from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class FactsNeeded(Refusal):
    code = "facts_needed"
    message = _("Say what happened: the worker reads it and answers it.")


class WordsNeeded(Refusal):
    code = "words_needed"
    message = _("Write it in a few words: the others read it.")


class HappensLater(Refusal):
    code = "happens_later"
    message = _("The day lies ahead. Type the day on which it happened.")


class OwnCase(Refusal):
    code = "own_case"
    message = _("This is about yourself. Somebody else has to take it on.")


class TooClose(Refusal):
    code = "too_close"
    message = _(
        "You cannot decide here: you are close to the worker, or of the same company. "
        "Somebody else has to."
    )


class HadAPart(Refusal):
    code = "had_a_part"
    message = _("You had a part in this case already. Somebody else has to decide.")


class MovedOn(Refusal):
    code = "moved_on"
    message = _("The case has moved on meanwhile: %(status)s. Look at it again.")


class ReadAgain(Refusal):
    code = "case_read_again"
    message = _(
        "Something was added to the case after you opened it. Read it below, then "
        "decide. Nothing is done yet."
    )


class StillAnswering(Refusal):
    code = "still_answering"
    message = _(
        "The worker may answer until %(day)s. Confirm after the answer, or then."
    )


class CauseGone(Refusal):
    code = "cause_gone"
    message = _(
        "The platform took back what this case rests on. Say first why it goes on all "
        "the same, or withdraw it."
    )


class NotAbsent(Refusal):
    code = "not_absent"
    message = _(
        "The roll does not say any more that this evening was missed without leave. "
        "Nothing was opened."
    )


class RollPutRight(Refusal):
    code = "roll_put_right"
    message = _(
        "The roll does not say any more that this evening was missed without leave. "
        "Withdraw the case."
    )


class AppealOver(Refusal):
    code = "appeal_over"
    message = _(
        "The time to appeal ended on %(day)s. Ask the registrar if something kept you "
        "from it."
    )


class AppealedOnce(Refusal):
    code = "appealed_once"
    message = _(
        "Your appeal has been decided. There is one appeal against a deduction."
    )


class NotAppealable(Refusal):
    code = "not_appealable"
    message = _("There is no appeal against this rule. Ask the registrar.")


class ProofNeeded(Refusal):
    code = "proof_needed"
    message = _("Add the evidence first: the worker has to see what it rests on.")


class TooManyProofs(Refusal):
    code = "too_many_proofs"
    message = _("%(most)s files are in this case from your side. More are not taken.")


class TooManyAnswers(Refusal):
    code = "too_many_answers"
    message = _("You have answered %(most)s times. Tell the rest to the school.")


class BadProof(Refusal):
    code = "bad_proof"
    message = _(
        "This file is no photo, PDF or voice note that we can read. Send a photo, a PDF "
        "without a password of at most 10 pages, or a voice note of at most 60 seconds."
    )
