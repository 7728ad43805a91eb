from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from school.assessment import actions
from school.assessment.models import Question
from school.ui.bulk import BulkVerb


class QuestionVerb(BulkVerb):
    models = [Question]
    permission = "assessment.change_question"


class TakeOutOfUse(QuestionVerb):
    display_name = _("Take out of use")
    aria_label = _("Take the questions that are ticked out of use")
    action_type = "out_of_use"
    action_priority = 10
    note = _("No new paper draws them. Papers that have them stay as they are.")
    verb = actions.take_out_of_use


class PutInUse(QuestionVerb):
    display_name = _("Put in use")
    aria_label = _("Put the questions that are ticked in use")
    action_type = "in_use"
    action_priority = 20
    note = _("New papers may draw them from now on.")
    verb = actions.put_in_use


class SubmitForReview(QuestionVerb):
    display_name = _("Hand in for review")
    aria_label = _("Hand the drafts that are ticked in for review")
    action_type = "submit"
    action_priority = 30
    note = _("Somebody else reads each of them before it is asked.")
    verb = actions.submit_for_review


class Approve(QuestionVerb):
    display_name = _("Approve")
    aria_label = _("Approve the questions that are ticked")
    action_type = "approve"
    action_priority = 40
    note = _(
        "Read each of them first. Your own, and those that nobody handed in, are left "
        "as they are."
    )
    verb = actions.approve

    def state_of(self, row: Question) -> str:
        state = super().state_of(row)
        if row.written_by_id != self.request.user.pk:
            return state
        return gettext("%(state)s · yours, so somebody else approves it") % {
            "state": state
        }
