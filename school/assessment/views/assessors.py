"""An examiner's licences and whom she may not judge, on her phone."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.assessment import actions
from school.assessment.access import candidates_of, may_examine
from school.assessment.assessor_forms import DeclareForm, TieForm
from school.assessment.models import Conflict, Licence, Marking
from school.people.requests import MemberRequest
from school.ui.steps import posted, send


@login_required
@never_cache
def ties(request: MemberRequest) -> HttpResponse:
    """What she has declared, with a form to declare more, and her licences."""
    user = request.user
    if not may_examine(user):
        raise PermissionDenied
    form = DeclareForm(posted(request), persons=candidates_of(user))

    def verb() -> str:
        actions.declare_conflict(user, by=user, **form.cleaned_data)
        return _("Kept. Somebody else marks this trainee.")

    if send(request, form, verb):
        return redirect("assessment:ties")
    context = {
        "form": form,
        "conflicts": Conflict.objects.standing()
        .filter(user=user)
        .select_related("person"),
        "licences": Licence.objects.filter(user=user).prefetch_related("courses"),
        "today": timezone.localdate(),
    }
    return render(request, "assessment/ties.html", context)


@login_required
@never_cache
def decline(request: MemberRequest, code: str) -> HttpResponse:
    """ "I know this person": the sheet goes to somebody else."""
    sheet = get_object_or_404(
        Marking.objects.visible_to(request.user).select_related(
            "practical_station__station", "practical_station__practical"
        ),
        code=code,
    )
    form = TieForm(posted(request))

    def verb() -> str:
        actions.decline_sheet(sheet, by=request.user, **form.cleaned_data)
        return _("Thank you. Somebody else marks this candidate.")

    if send(request, form, verb):
        return redirect("assessment:my_markings")
    context = {
        "form": form,
        "marking": sheet,
        "practical": sheet.practical_station.practical,
        "station": sheet.practical_station.station,
    }
    return render(request, "assessment/decline.html", context)
