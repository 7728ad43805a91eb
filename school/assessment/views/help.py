from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.assessment import accommodations, actions
from school.assessment.help_forms import HelpForm
from school.enrollment.models import Enrollment
from school.people.requests import MemberRequest
from school.ui.steps import posted, send


@login_required
@never_cache
def ask(request: MemberRequest, code: str) -> HttpResponse:
    """What would help me in the exam: asked here, answered by the registrar."""
    enrollment = get_object_or_404(
        Enrollment.objects.filter(person__user_id=request.user.pk).select_related(
            "person", "cohort__edition__course__track"
        ),
        code=code,
    )
    latest = enrollment.help_requests.last()
    form = HelpForm(posted(request))

    def verb() -> str:
        actions.ask_help(enrollment, by=request.user, **form.cleaned_data)
        return _("Sent to the registrar. You get a notice with the answer.")

    if send(request, form, verb):
        return redirect("assessment:help", code)
    context = {
        "enrollment": enrollment,
        "standing": accommodations.in_force([enrollment.pk])[enrollment.pk],
        "latest": latest,
        "form": form,
    }
    return render(request, "assessment/help.html", context)
