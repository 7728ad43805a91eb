from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.people.models import Person
from school.points import actions, refusals
from school.points.desk import award_as_typed
from school.points.forms import ReverseForm, RuleForm
from school.points.models import Entry
from school.ui.bulk import BulkVerb


class TakeBack(BulkVerb):
    models = [Entry]
    permission = "points.reverse_entry"
    related = ("person", "rule")
    display_name = gettext_lazy("Reverse")
    aria_label = gettext_lazy("Reverse the entries that are ticked")
    action_type = "reverse"
    classes = {"serious"}
    form_class = ReverseForm
    note = gettext_lazy("What an award gave is taken back in both accounts.")
    verb = actions.reverse

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        """An award is two lines, one an account: both ticked, it is reversed once."""
        found, rest = super().get_actionable_objects()
        awards = {
            (
                line.person_id,
                line.rule_code,
                line.source_type,
                line.source_id,
                line.reverses_id is None,
            ): line
            for line in reversed(found)
        }
        return list(reversed(awards.values())), rest

    def title_of(self, row: Entry) -> str:
        return f"{row} · {row.rule} · {row.source_id}"


class Award(BulkVerb):
    models = [Person]
    permission = "points.award_entry"
    related = ("user",)
    display_name = gettext_lazy("Award points")
    aria_label = gettext_lazy("Award points to the people who are ticked")
    action_type = "award"
    form_class = RuleForm

    def title_of(self, row: Person) -> str:
        return f"{row} {row.masked_phone}".strip()

    def take(self, row: Person, form: RuleForm) -> None:
        if not form.fits(row):
            raise refusals.NotOfClass
        entry, is_new = award_as_typed(form, row, by=self.request.user)
        if not is_new:
            raise refusals.AwardedAlready
        if entry.is_capped:
            said = _("The most for this period is reached: %(points)s points given.")
            self.remark(row, said % {"points": entry.delta})
