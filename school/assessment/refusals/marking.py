"""What an examiner is told who marks a station, on a page or by what her phone sends."""

from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal


class OtherRubric(Refusal):
    code = "other_rubric"
    message = _(
        "This was marked by other steps than the sheet has now. Open the sheet again "
        "and mark the step once more."
    )


class MarksDisagree(Refusal):
    code = "marks_disagree"
    message = _(
        "On %(count)s steps two phones say different things. Open the sheet and "
        "choose what counts, then hand it in."
    )


class SheetGivenAway(Refusal):
    code = "sheet_given_away"
    message = _("Another examiner has this sheet now.")


class UnreadableMark(Refusal):
    code = "unreadable_mark"
    message = _(
        "The school could not read this mark. Open the sheet again and mark the step "
        "once more."
    )


class NothingStray(Refusal):
    code = "nothing_stray"
    message = _("Nothing waits here; somebody settled it already.")


class NotOnThisSheet(Refusal):
    code = "not_on_this_sheet"
    message = _("This step belongs to another station. Open the sheet again.")


class PointsOutOfRange(Refusal):
    code = "points_out_of_range"
    message = _("This step is worth 0 to %(most)s points. Give a number between them.")


class SheetHandedIn(Refusal):
    code = "sheet_handed_in"
    message = _("This sheet is handed in. Its marks do not change any more.")


class ItemsUnmarked(Refusal):
    code = "items_unmarked"
    message = _(
        "%(count)s steps have no mark yet. Mark them, or confirm that they were not "
        "done."
    )


class ResultIsOut(Refusal):
    code = "result_is_out"
    message = _("The result of this practical is out. Its marks do not change.")
