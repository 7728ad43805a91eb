from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.people.models import Person
from school.points import refusals
from school.points.desk import award_as_typed, reverse_award
from school.points.forms import ReverseForm, RuleForm
from school.points.models import AwardRequest, Posting
from school.ui.bulk import BulkVerb


class TakeBack(BulkVerb):
    models = [Posting]
    permission = "points.reverse_entry"
    related = ("person", "rule")
    display_name = gettext_lazy("Reverse")
    aria_label = gettext_lazy("Reverse the postings that are ticked")
    action_type = "reverse"
    classes = {"serious"}
    form_class = ReverseForm
    note = gettext_lazy(
        "What an award gave is taken back; what was spent of it is owed."
    )
    verb = reverse_award

    def title_of(self, row: Posting) -> str:
        return " · ".join(str(one) for one in (row, row.rule, row.source_id) if one)


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
        posting, is_new = award_as_typed(form, row, by=self.request.user)
        if isinstance(posting, AwardRequest):
            self.remark(row, _("By this rule a second person confirms the award."))
            return
        if not is_new:
            raise refusals.AwardedAlready
        if posting.is_capped:
            said = _("The most for this period is reached: %(points)s points given.")
            self.remark(row, said % {"points": posting.points})
