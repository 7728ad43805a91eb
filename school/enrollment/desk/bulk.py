"""The same step with many applications at once, each for itself: what is refused is said."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, Form
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.bulk_action import BulkAction

from school.enrollment import access, actions
from school.enrollment.desk.forms import ReasonForm
from school.enrollment.models import Enrollment
from school.lib.errors import Refusal


class EnrollmentStep(BulkAction):
    models = [Enrollment]
    template_name = "enrollment/desk/bulk.html"
    aria_label: Any = ""

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Sequence[str]) -> list[Enrollment]:
        rows = Enrollment.objects.select_related("person__user", "cohort__edition")
        return get_list_or_404(
            rows.order_by("cohort", "queue_number", "applied_at"), pk__in=object_ids
        )

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """Only what has been ticked: "all" would mean every application there ever was."""
        return []

    def check_perm(self, obj: Enrollment) -> bool:
        return access.can_admit(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_title=self.display_name, header_icon="group", **kwargs
        )

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Each in a transaction of its own: a class stays locked only for one of them."""
        chosen, _without_right = self.get_actionable_objects()
        done, refused = 0, []
        for enrollment in chosen:
            try:
                self.take(enrollment, form)
            except Refusal as refusal:
                refused.append(f"{enrollment}: {refusal}")
            else:
                done += 1
        if done:
            words = ngettext("%(done)s is done.", "%(done)s are done.", done)
            messages.success(self.request, words % {"done": done})
        for sentence in refused:
            messages.error(self.request, sentence)
        return redirect(self.next_url)

    def take(self, enrollment: Enrollment, form: BaseForm) -> Enrollment:
        raise LookupError(f"{type(self).__name__} takes no step")


class Admit(EnrollmentStep):
    display_name = _("Admit")
    aria_label = _("Admit those who are ticked")
    action_type = "admit"
    action_priority = 10
    form_class = Form

    def take(self, enrollment: Enrollment, form: BaseForm) -> Enrollment:
        return actions.admit(enrollment, by=self.request.user)


class Withdraw(EnrollmentStep):
    display_name = _("Withdraw")
    aria_label = _("Withdraw those who are ticked")
    action_type = "withdraw"
    action_priority = 20
    classes = {"serious"}
    form_class = ReasonForm

    def take(self, enrollment: Enrollment, form: BaseForm) -> Enrollment:
        reason = form.cleaned_data["reason"]
        return actions.withdraw(enrollment, by=self.request.user, reason=reason)
