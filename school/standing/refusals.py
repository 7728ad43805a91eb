from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class NotRed(Refusal):
    code = "not_red"
    message = _("The card is not red. There is nothing to lift.")


class WayNotDone(Refusal):
    code = "way_not_done"
    message = _("The way back is not done: %(missing)s. Lift the card when it is.")


class DecisionNeeded(Refusal):
    code = "decision_needed"
    message = _(
        "This red card is lifted only by a decision of the competent authority. Type "
        "its number."
    )


class WordsNeeded(Refusal):
    code = "words_needed"
    message = _("The worker reads why. Write it in a few words.")


class OwnCard(Refusal):
    code = "own_card"
    message = _("Nobody decides about their own card. Ask a colleague.")


class OrderedAlready(Refusal):
    code = "ordered_already"
    message = _("This retraining is ordered already. Open the order.")


class OrderEnded(Refusal):
    code = "order_ended"
    message = _("This order has ended. Nothing is changed.")


class ModuleElsewhere(Refusal):
    code = "module_elsewhere"
    message = _("The module is of another course. Choose one of this course.")


class OtherCourse(Refusal):
    code = "other_course"
    message = _("This class is of another course. Choose one of the course ordered.")


class NoPlaceWanted(Refusal):
    code = "no_place_wanted"
    message = _("The order has its place, or has ended. Open it to see.")


class ClassFull(Refusal):
    code = "class_full"
    message = _("This class has no free place. Choose another one.")


class DecidedLater(Refusal):
    code = "decided_later"
    message = _("The decision is of a day to come. Compare the date with the paper.")


class EndsBeforeItBegins(Refusal):
    code = "ends_before_it_begins"
    message = _("The last day is before the first. Compare both with the decision.")


class SourceNeeded(Refusal):
    code = "source_needed"
    message = _("Nothing shows the decision. Give its address or a copy of it.")


class StatementNeeded(Refusal):
    code = "statement_needed"
    message = _(
        "Only what the decision states is published. Copy its statement word for word."
    )


class EndNeeded(Refusal):
    code = "end_needed"
    message = _("What is published needs a last day. Take it from the decision.")


class NamedInFull(Refusal):
    code = "named_in_full"
    message = _("Everybody reads these words. Write %(masked)s for the name.")


class ListedAlready(Refusal):
    code = "listed_already"
    message = _("This decision is on file already. Open it in the list.")


class ListingSettled(Refusal):
    code = "listing_settled"
    message = _("Somebody has settled this meanwhile. Open the list to see how.")


class CheckedByRecorder(Refusal):
    code = "checked_by_recorder"
    message = _("Whoever recorded it does not check it. Ask a colleague.")
