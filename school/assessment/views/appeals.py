"""An appeal on the trainee's pages, and on those of the examiner who hears it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.assessment import actions, appeals
from school.assessment.access import can_hear
from school.assessment.appeal_forms import AppealForm, HearingForm
from school.assessment.models import Appeal, Result
from school.assessment.proofs import at_hearing
from school.assessment.views.own import own_enrollment
from school.people.requests import MemberRequest
from school.ui.steps import posted, press, send

RESULT = "result__practical__enrollment__cohort__edition__course"


@login_required
@never_cache
def appeal(request: MemberRequest, code: str) -> HttpResponse:
    """Until when, and what happens; the form while there is time, then how far it is."""
    enrollment = own_enrollment(request, code)
    results = Result.objects.current().select_related(
        "practical__enrollment__cohort__edition"
    )
    result = results.filter(enrollment=enrollment).first()
    standing = appeals.standing_of(
        result, is_retaking=_is_retaking(result), at=timezone.now()
    )
    form = AppealForm(posted(request), stations=appeals.appealable(result))

    def verb() -> str:
        actions.lodge_appeal(enrollment, by=request.user, **form.cleaned_data)
        return _("Your appeal is with the school. You get a notice when it is heard.")

    if send(request, form, verb):
        return redirect("assessment:appeal", code)
    context = {
        "enrollment": enrollment,
        "standing": standing,
        "form": form if standing.until or form.is_bound else None,
    }
    return render(request, "assessment/appeal.html", context)


def _is_retaking(result: Result | None) -> bool:
    return bool(result and result.practical and appeals.has_retake(result.practical))


@login_required
@require_POST
def withdraw(request: MemberRequest, code: str) -> HttpResponse:
    found = get_object_or_404(
        Appeal.objects.filter(
            result__enrollment__person__user_id=request.user.pk
        ).select_related("result__enrollment__person"),
        code=code,
    )

    def verb() -> str:
        actions.withdraw_appeal(found, by=request.user)
        return _("Withdrawn. The result stays as it is.")

    press(request, verb)
    return redirect("assessment:appeal", found.result.enrollment.code)


@login_required
@never_cache
def hearing(request: MemberRequest, code: str) -> HttpResponse:
    """All sheets of the stations side by side; what she changes, and why."""
    found = get_object_or_404(
        Appeal.objects.given_to(request.user).select_related(
            RESULT, "result__enrollment__person", "result__enrollment__cohort"
        ),
        code=code,
    )
    if not can_hear(request.user, found):
        raise PermissionDenied
    form = HearingForm(
        posted(request),
        states=appeals.stations_of(found),
        proofs=at_hearing(found, request.user),
    )

    def verb() -> str:
        actions.hear_appeal(
            found,
            changes=form.changes(),
            words=form.cleaned_data["words"],
            by=request.user,
        )
        return _("Heard. The trainee is told, and the result follows by itself.")

    if send(request, form, verb):
        return redirect("assessment:hearing", code)
    context = {
        "appeal": found,
        "candidate": found.result.practical,
        "form": form,
        "outcomes": found.outcomes.all(),
    }
    return render(request, "assessment/hearing.html", context)
