"""A class at its stations, and one station of one candidate with its sheets side by side."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.assessment import actions, wording
from school.assessment.access import can_release, examiners_of, marks_at
from school.assessment.assessor_wording import why
from school.assessment.assessors import opened_on, staff_of
from school.assessment.comparison import compare, state_of
from school.assessment.desk.steps import reader, worker
from school.assessment.evidence import StationState
from school.assessment.forms import ExaminerForm
from school.assessment.grid import grid_of
from school.assessment.models import PracticalStation
from school.assessment.proofs import on_sheets
from school.courses.models import Cohort
from school.people.models import User
from school.ui.steps import send


def grid(request: HttpRequest, code: str) -> HttpResponse:
    reader(request)
    cohort = get_object_or_404(Cohort, code=code)
    context = {
        "page_title": _("Stations"),
        "page_subtitle": cohort.name,
        "header_icon": "tasks",
        "cohort": cohort,
        "grid": grid_of(cohort),
    }
    return render(request, "assessment/desk/grid.html", context)


def station(request: HttpRequest, code: str, station: str) -> HttpResponse:
    user = reader(request)
    state = _state(code, station)
    form = None
    if can_release(user) and state.may_be_moderated:
        form = _form(state)
    return _page(request, state, form, reader=user)


@require_POST
def moderator(request: HttpRequest, code: str, station: str) -> HttpResponse:
    """Name the one who decides."""
    user = worker(request, can_release)
    state = _state(code, station)
    form = _form(state, request.POST)

    def verb() -> str:
        chosen = form.cleaned_data["examiner"]
        actions.call_moderator(state.place, examiner=chosen, by=user)
        return _("%(name)s decides this station.") % {"name": chosen}

    if not send(request, form, verb):
        return _page(request, state, form, reader=user)
    return redirect("assessment_desk:station", code, station)


def _state(code: str, station: str) -> StationState:
    return state_of(
        get_object_or_404(
            PracticalStation.objects.select_related(
                "practical__enrollment__person",
                "practical__enrollment__cohort__edition",
            ),
            practical__code=code,
            station__code=station,
        )
    )


def _form(state: StationState, data: QueryDict | None = None) -> ExaminerForm:
    cohort = state.place.practical.enrollment.cohort
    examiners = User.objects.filter(pk__in=examiners_of(cohort).values("user"))
    against = _against(state)
    return ExaminerForm(
        data, examiners=examiners, of=state.station.code, against=against
    )


def _against(state: StationState) -> dict[int, str]:
    """Of each examiner who may not decide the station, why."""
    practical = state.place.practical
    staff = staff_of(practical.enrollment.cohort, on_day=opened_on(practical))
    here = {
        marking.examiner_id
        for marking, _sheet in state.sheets
        if not marking.may_become_moderators()
    }
    unfit = staff.unfit(practical.enrollment.person, others=here)
    teaching = dict.fromkeys(staff.own, _("teaches the class"))
    return teaching | {user.pk: why(reasons) for user, reasons in unfit}


def _page(
    request: HttpRequest,
    state: StationState,
    form: ExaminerForm | None,
    *,
    reader: User,
) -> HttpResponse:
    practical = state.place.practical
    comparison = compare(state)
    context = {
        "page_title": str(state.station),
        "page_subtitle": practical.enrollment.person.name,
        "header_icon": "tasks",
        "practical": practical,
        "cohort": practical.enrollment.cohort,
        "state": state,
        "stage": wording.stage_word(state.stage),
        "comparison": comparison,
        "proofs": on_sheets([one for one, _sheet in comparison.sheets], reader),
        "is_hidden": state.place.pk in marks_at(reader, practical),
        "form": form,
    }
    return render(request, "assessment/desk/station.html", context)
