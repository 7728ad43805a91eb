from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.assessment import actions
from school.assessment.access import can_mark
from school.assessment.comparison import compare, state_of
from school.assessment.models import Marking
from school.assessment.moderating_forms import ModerateForm
from school.assessment.proofs import on_sheet
from school.people.requests import MemberRequest
from school.ui.steps import posted, send


@login_required
@never_cache
def moderate(request: MemberRequest, code: str) -> HttpResponse:
    """Every examiner's sheet of the station side by side; the moderator decides."""
    marking = get_object_or_404(
        Marking.objects.visible_to(request.user)
        .filter(role=Marking.Role.MODERATOR)
        .select_related(
            "practical_station__station",
            "practical_station__practical__enrollment__cohort__edition",
        ),
        code=code,
    )
    # The sheets of others are read by her office, and only as long as she has it.
    if not can_mark(request.user, marking):
        raise PermissionDenied
    comparison = compare(state_of(marking.practical_station), only_blind=True)
    form = ModerateForm(comparison, posted(request))

    def verb() -> str:
        actions.moderate(
            marking,
            points=form.points,
            observed=form.observed,
            words=form.cleaned_data["words"],
            by=request.user,
        )
        return _("You have decided. All sheets are kept.")

    if send(request, form, verb):
        return redirect("assessment:my_markings")
    context = {
        "marking": marking,
        "practical": marking.practical_station.practical,
        "station": comparison.state.station,
        "comparison": comparison,
        "form": form,
        "proofs": on_sheet(marking, request.user),
        "is_open": marking.status == Marking.Status.OPEN,
    }
    return render(request, "assessment/moderate.html", context)
