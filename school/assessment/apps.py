from importlib import import_module
from typing import Any, ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from school.assessment.contest.words import CONTEST_WORDS


class AssessmentConfig(AppConfig):
    name = "school.assessment"
    verbose_name = _("Assessment")
    journal_words: ClassVar[dict[str, Any]] = {
        **CONTEST_WORDS,
        "allow_sitting": pgettext_lazy(
            "journal", "allowed a further sitting of the theory exam"
        ),
        "approve": pgettext_lazy("journal", "approved a question"),
        "ask_help": pgettext_lazy("journal", "asked for help in the exam"),
        "begin_marking": pgettext_lazy("journal", "began to mark a station"),
        "begin_oral": pgettext_lazy("journal", "began to take an oral exam down"),
        "call_moderator": pgettext_lazy("journal", "called in a moderator"),
        "call_off_day": pgettext_lazy("journal", "called off an evening of stations"),
        "call_third": pgettext_lazy("journal", "called in a third examiner"),
        "copy_bank": pgettext_lazy("journal", "copied the question bank"),
        "confirm_correction": pgettext_lazy(
            "journal", "confirmed the correction of a question"
        ),
        "continue_exam": pgettext_lazy(
            "journal", "went on with the theory exam on another device"
        ),
        "correct_question": pgettext_lazy(
            "journal", "proposed the correction of a question"
        ),
        "count_late": pgettext_lazy("journal", "counted answers that came too late"),
        "decide": pgettext_lazy("journal", "decided a result"),
        "declare_conflict": pgettext_lazy("journal", "entered a conflict of interest"),
        "decline_sheet": pgettext_lazy(
            "journal", "declined a sheet, knowing the candidate"
        ),
        "end_conflict": pgettext_lazy("journal", "ended a conflict of interest"),
        "decline_late": pgettext_lazy(
            "journal", "decided that answers which came too late do not count"
        ),
        "decline_help": pgettext_lazy("journal", "declined help in the exam"),
        "drop_proofs": pgettext_lazy(
            "journal", "deleted pictures because the consent was taken back"
        ),
        "forget_file": pgettext_lazy("journal", "deleted a file nobody confirmed"),
        "forget_proofs": pgettext_lazy(
            "journal", "deleted pictures that were kept long enough"
        ),
        "give_time": pgettext_lazy("journal", "gave more time in a sitting"),
        "give_appeal": pgettext_lazy("journal", "gave an appeal to an examiner"),
        "grant_help": pgettext_lazy("journal", "granted help in the exam"),
        "hear_appeal": pgettext_lazy("journal", "heard an appeal"),
        "keep_picture": pgettext_lazy("journal", "added a picture of a question"),
        "import_question": pgettext_lazy("journal", "took a question in from a file"),
        "import_questions": pgettext_lazy("journal", "imported questions from a file"),
        "keep_file": pgettext_lazy("journal", "sent a file of questions in"),
        "load_questions": pgettext_lazy("journal", "took the question bank in"),
        "lodge_appeal": pgettext_lazy("journal", "appealed against a result"),
        "open_exam": pgettext_lazy("journal", "opened the theory exam"),
        "open_practical": pgettext_lazy("journal", "opened a practical"),
        "pin_proof": pgettext_lazy("journal", "pinned a picture or note to a step"),
        "plan_day": pgettext_lazy("journal", "planned an evening of stations"),
        "put_in_use": pgettext_lazy("journal", "put a question in use"),
        "record_licence": pgettext_lazy("journal", "entered an examiner's licence"),
        "reject_correction": pgettext_lazy(
            "journal", "rejected the correction of a question"
        ),
        "release": pgettext_lazy("journal", "released the results"),
        "remark": pgettext_lazy("journal", "marked a sitting again"),
        "remove_proof": pgettext_lazy("journal", "removed a pinned picture or note"),
        "reopen_appeal": pgettext_lazy("journal", "had an appeal heard once more"),
        "replace_examiner": pgettext_lazy("journal", "replaced an examiner"),
        "revise": pgettext_lazy("journal", "began a new wording of a question"),
        "revoke_help": pgettext_lazy("journal", "ended help in the exam"),
        "send_back": pgettext_lazy("journal", "sent a question back"),
        "settle_strays": pgettext_lazy("journal", "settled marks that came too late"),
        "start_exam": pgettext_lazy("journal", "started the theory exam"),
        "submit_exam": pgettext_lazy("journal", "handed the theory exam in"),
        "submit_for_review": pgettext_lazy(
            "journal", "handed a question in for review"
        ),
        "submit_marking": pgettext_lazy("journal", "handed a marking in"),
        "take_out_of_use": pgettext_lazy("journal", "took a question out of use"),
        "warn_of_licence": pgettext_lazy(
            "journal", "warned that an examiner's licence ends"
        ),
        "withdraw_appeal": pgettext_lazy("journal", "withdrew an appeal"),
        "write_question": pgettext_lazy("journal", "wrote a question"),
    }

    def ready(self) -> None:
        import_module("school.assessment.receivers")
