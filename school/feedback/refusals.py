from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class OwnNote(Refusal):
    code = "own_note"
    message = _("Nobody writes a suggestion to herself. Ask a colleague.")


class WordsNeeded(Refusal):
    code = "words_needed"
    message = _("The worker reads what happened. Write it in a few words.")


class NamesSomebody(Refusal):
    code = "names_somebody"
    message = _(
        "There is a telephone number in it. Say what happened without naming the "
        "household."
    )


class HappensLater(Refusal):
    code = "happens_later"
    message = _("This day has not come yet. Correct the date.")


class NotTold(Refusal):
    code = "not_told"
    message = _("The worker does not know of this case yet. Tell her first.")


class CaseOfAnother(Refusal):
    code = "case_of_another"
    message = _("The case is about somebody else.")


class KindIncomplete(Refusal):
    code = "kind_incomplete"
    message = _("Say what was complained of and what to do next time, in Chinese.")


class RuleTaken(Refusal):
    code = "rule_taken"
    message = _("“%(kind)s” stands for this points rule already.")


class OutcomeNeeded(Refusal):
    code = "outcome_needed"
    message = _("Say what comes of it: what is changed, or why nothing is.")


class SourceNeeded(Refusal):
    code = "source_needed"
    message = _("Say which platform or company told these figures.")
