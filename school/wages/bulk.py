from django import forms
from django.utils.translation import gettext_lazy as _

from school.ui.bulk import BulkVerb
from school.wages import actions
from school.wages.models import FollowUp


class TriedForm(forms.Form):
    reason = forms.CharField(
        label=_("How you tried to reach the people"),
        max_length=200,
        help_text=_("It stays in the journal."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NotReached(BulkVerb):
    models = [FollowUp]
    permission = "wages.answer_followup"
    related = ("enrollment__person", "enrollment__cohort")
    display_name = _("Not reached")
    aria_label = _("Note that those who are ticked were not reached")
    action_type = "unreached"
    form_class = TriedForm
    note = _("Whether they work stays unknown, and they can be asked again.")
    verb = actions.mark_unreached
