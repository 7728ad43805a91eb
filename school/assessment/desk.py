"""The desk of assessment: a class at a glance, opening, naming examiners, releasing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from school.assessment import actions
from school.assessment.access import can_open_exam, can_release, examiners_of
from school.assessment.evidence import practical_states
from school.assessment.forms import ExaminerForm, OpenExamForm, ReplaceForm
from school.assessment.matrix import matrix_of
from school.assessment.models import Marking, Practical
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.lib.errors import NotPermitted, Refusal
from school.people.models import User

STAGES = [Cohort.Status.RUNNING, Cohort.Status.ASSESSING, Cohort.Status.COMPLETED]


def _reader(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm("assessment.view_practical"):
        raise PermissionDenied
    return user


def _worker(request: HttpRequest, may: Callable[[User], bool]) -> User:
    """Asked before the form is read: who may not do it is not told how to fill it in."""
    user = _reader(request)
    if not may(user):
        raise PermissionDenied
    return user


def _classes() -> QuerySet[Cohort]:
    return Cohort.objects.filter(status__in=STAGES).select_related("edition__course")


def _try(request: HttpRequest, verb: Callable[[], str]) -> None:
    """Do it and say what was done, or say why it cannot be."""
    try:
        done = verb()
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def cohorts(request: HttpRequest) -> HttpResponse:
    _reader(request)
    found = _classes().annotate(
        on_roll=Count(
            "enrollments",
            filter=Q(enrollments__status__in=Enrollment.ON_ROLL),
            distinct=True,
        ),
        completed=Count(
            "enrollments",
            filter=Q(enrollments__status=Enrollment.Status.COMPLETED),
            distinct=True,
        ),
    )
    context = {
        "page_title": _("Assessment by class"),
        "header_icon": "tasks",
        "cohorts": found.order_by("status", "-starts_on"),
    }
    return render(request, "assessment/desk/cohorts.html", context)


def cohort(request: HttpRequest, code: str) -> HttpResponse:
    return _cohort_page(request, code, OpenExamForm())


def _cohort_page(
    request: HttpRequest, code: str, exam_form: OpenExamForm
) -> HttpResponse:
    user = _reader(request)
    found = get_object_or_404(_classes().select_related("exam_window"), code=code)
    context = {
        "page_title": _("Assessment"),
        "page_subtitle": found.name,
        "header_icon": "tasks",
        "cohort": found,
        "matrix": matrix_of(found),
        "examiners": examiners_of(found).count(),
        "window": getattr(found, "exam_window", None),
        "exam_form": exam_form,
        "can_release": can_release(user),
        "can_open_exam": can_open_exam(user),
    }
    return render(request, "assessment/desk/cohort.html", context)


@require_POST
def open_exam(request: HttpRequest, code: str) -> HttpResponse:
    user = _worker(request, can_open_exam)
    found = get_object_or_404(_classes(), code=code)
    form = OpenExamForm(request.POST)
    if not form.is_valid():
        return _cohort_page(request, code, form)

    def verb() -> str:
        actions.open_exam(found, by=user, until=form.cleaned_data["until"])
        return _("The exam is open.")

    _try(request, verb)
    return redirect("assessment_desk:cohort", code)


@require_POST
def open_practicals(request: HttpRequest, code: str) -> HttpResponse:
    user = _reader(request)
    found = get_object_or_404(_classes(), code=code)

    def verb() -> str:
        count = len(actions.open_practicals(found, by=user))
        text = ngettext("%d practical opened.", "%d practicals opened.", count)
        return text % count

    _try(request, verb)
    return redirect("assessment_desk:cohort", code)


@require_POST
def open_practical(request: HttpRequest, code: str) -> HttpResponse:
    """Open one trainee's practical: for a latecomer, or a retake."""
    user = _reader(request)
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("person", "cohort"), code=code
    )

    def verb() -> str:
        actions.open_practical(enrollment, by=user)
        return _("Practical opened for %(name)s.") % {"name": enrollment.person.name}

    _try(request, verb)
    return redirect("assessment_desk:cohort", enrollment.cohort.code)


@require_POST
def release(request: HttpRequest, code: str) -> HttpResponse:
    user = _reader(request)
    found = get_object_or_404(_classes(), code=code)

    def verb() -> str:
        absent_too = request.POST.get("absent_too") == "on"
        results = actions.release(found, by=user, absent_too=absent_too)
        passed = sum(result.has_passed for result in results)
        return _("%(all)s results are out, %(passed)s of them passed.") % {
            "all": len(results),
            "passed": passed,
        }

    _try(request, verb)
    return redirect("assessment_desk:cohort", code)


def practical(request: HttpRequest, code: str) -> HttpResponse:
    """Every sheet of one practical, the examiners side by side."""
    user = _reader(request)
    found = get_object_or_404(
        Practical.objects.select_related("enrollment__person", "enrollment__cohort"),
        code=code,
    )
    cohort = found.enrollment.cohort
    context = {
        "page_title": found.enrollment.person.name,
        "page_subtitle": cohort.name,
        "header_icon": "tasks",
        "practical": found,
        "cohort": cohort,
        "state": practical_states([found])[0],
        "examiners": [duty.user for duty in examiners_of(cohort)],
        "can_release": can_release(user),
    }
    return render(request, "assessment/desk/practical.html", context)


@require_POST
def third(request: HttpRequest, code: str, station: str) -> HttpResponse:
    user = _worker(request, can_release)
    found = get_object_or_404(Practical, code=code)
    place = get_object_or_404(found.practical_stations, station__code=station)
    form = ExaminerForm(found.enrollment.cohort, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose an examiner of the class."))
        return redirect("assessment_desk:practical", code)

    def verb() -> str:
        chosen = form.cleaned_data["examiner"]
        actions.call_third(place, by=user, examiner=chosen)
        return _("%(name)s has a sheet for this station.") % {"name": chosen}

    _try(request, verb)
    return redirect("assessment_desk:practical", code)


@require_POST
def replace(request: HttpRequest, code: str) -> HttpResponse:
    user = _worker(request, can_release)
    sheet = get_object_or_404(
        Marking.objects.select_related("practical_station__practical__enrollment"),
        code=code,
    )
    practical = sheet.practical_station.practical
    form = ReplaceForm(practical.enrollment.cohort, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose another examiner and say why."))
        return redirect("assessment_desk:practical", practical.code)

    def verb() -> str:
        data: dict[str, Any] = form.cleaned_data
        actions.replace_examiner(
            sheet, examiner=data["examiner"], by=user, reason=data["reason"]
        )
        return _("%(name)s has the sheet now.") % {"name": data["examiner"]}

    _try(request, verb)
    return redirect("assessment_desk:practical", practical.code)
