"""A class under assessment: its matrix, the exam, the practicals, the release."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from school.assessment import actions
from school.assessment.access import can_open_exam, can_release, count_of_examiners
from school.assessment.days import waiting
from school.assessment.desk.steps import reader, worker
from school.assessment.forms import OpenExamForm, ReleaseForm
from school.assessment.matrix import matrix_of
from school.assessment.strays import waiting_of
from school.assessment.templatetags.assessment_reasons import titles
from school.assessment.waits import to_release
from school.courses.models import Cohort
from school.enrollment.models import Enrollment
from school.ui.asking import asked
from school.ui.steps import posted, press, send
from school.ui.templatetags.ui import listed
from school.ui.waits import WAITING

STAGES = [Cohort.Status.RUNNING, Cohort.Status.ASSESSING, Cohort.Status.COMPLETED]


def _classes() -> QuerySet[Cohort]:
    return Cohort.objects.filter(status__in=STAGES).select_related("edition__course")


def cohorts(request: HttpRequest) -> HttpResponse:
    reader(request)
    found = _classes().annotate(
        on_roll=Count(
            "enrollments",
            filter=Q(enrollments__in=Enrollment.objects.on_roll().trainees()),
            distinct=True,
        ),
        completed=Count(
            "enrollments",
            filter=Q(enrollments__status=Enrollment.Status.COMPLETED),
            distinct=True,
        ),
    )
    due, only = to_release(), bool(request.GET.get(WAITING))
    if only:
        found = found.filter(pk__in=due)
    context = {
        "page_title": _("Assessment by class"),
        "header_icon": "tasks",
        "rows": [(one, due[one.pk]) for one in found.order_by("status", "-starts_on")],
        "only": only,
    }
    return render(request, "assessment/desk/cohorts.html", context)


def cohort(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, code)


def _page(
    request: HttpRequest,
    code: str,
    *,
    exam_form: OpenExamForm | None = None,
    release_form: ReleaseForm | None = None,
) -> HttpResponse:
    """The class, with a form as it was sent where something in it is not right."""
    user = reader(request)
    classes = _classes().annotate(examiners=count_of_examiners())
    found = get_object_or_404(classes.select_related("exam_window"), code=code)
    matrix = matrix_of(found)
    context = {
        "page_title": _("Assessment"),
        "page_subtitle": found.name,
        "header_icon": "tasks",
        "cohort": found,
        "matrix": matrix,
        "window": getattr(found, "exam_window", None),
        "exam_form": exam_form or OpenExamForm(),
        "release_form": release_form or ReleaseForm(),
        "can_release": can_release(user),
        "can_open_exam": can_open_exam(user),
        "days": found.assessment_days.all(),
        "without_time": waiting(found).count() if matrix.is_marking else 0,
    }
    return render(request, "assessment/desk/cohort.html", context)


@require_POST
def open_exam(request: HttpRequest, code: str) -> HttpResponse:
    user = worker(request, can_open_exam)
    found = get_object_or_404(_classes(), code=code)
    form = OpenExamForm(request.POST)

    def verb() -> str:
        actions.open_exam(found, by=user, until=form.cleaned_data["until"])
        return _("The exam is open.")

    if not send(request, form, verb):
        return _page(request, code, exam_form=form)
    return redirect("assessment_desk:cohort", code)


@require_POST
def open_practicals(request: HttpRequest, code: str) -> HttpResponse:
    user = reader(request)
    found = get_object_or_404(_classes(), code=code)

    def verb() -> str:
        count = len(actions.open_practicals(found, by=user))
        text = ngettext("%d practical opened.", "%d practicals opened.", count)
        return text % count

    press(request, verb)
    return redirect("assessment_desk:cohort", code)


def open_practical(request: HttpRequest, code: str) -> HttpResponse:
    """Open a latecomer's practical, or a retake once what follows from it has been read."""
    user = worker(request, can_release)
    enrollment = get_object_or_404(
        Enrollment.objects.select_related("person", "cohort__edition"), code=code
    )
    rows = matrix_of(enrollment.cohort).rows
    row = next((one for one in rows if one.enrollment.pk == enrollment.pk), None)
    again = listed(titles(row.retake.again)) if row and row.retake else ""
    name = {"name": enrollment.person.name}
    return asked(
        request,
        Form(posted(request)),
        partial(actions.open_practical, enrollment, by=user),
        _("The retake is open: %(stations)s.") % {"stations": again}
        if again
        else _("Practical opened for %(name)s.") % name,
        title=_("Open the retake"),
        about=enrollment.person.name,
        back=reverse("assessment_desk:cohort", args=[enrollment.cohort.code]),
        template="assessment/desk/open_retake.html",
        row=row,
    )


def _confirm_release(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    if not can_release(reader(request)):
        raise PermissionDenied
    matrix = matrix_of(cohort)
    absent = matrix.absent if "absent_too" in request.GET else 0
    rows = matrix.to_release(absent_too=bool(absent))
    if not rows:
        messages.info(request, _("There is nothing to release at present."))
        return redirect("assessment_desk:cohort", cohort.code)
    context = {
        "page_title": _("Release the results"),
        "page_subtitle": cohort.name,
        "header_icon": "tasks",
        "cohort": cohort,
        "ready": matrix.ready,
        "absent": absent,
        "rows": rows,
        "with_strays": waiting_of([row.enrollment.pk for row in rows]),
    }
    return render(request, "assessment/desk/release.html", context)


def release(request: HttpRequest, code: str) -> HttpResponse:
    """Release the results, once what follows from it has been read."""
    user = reader(request)
    found = get_object_or_404(_classes(), code=code)
    if request.method != "POST":
        return _confirm_release(request, found)
    form = ReleaseForm(request.POST)

    def verb() -> str:
        results = actions.release(found, by=user, **form.cleaned_data)
        passed = sum(result.has_passed for result in results)
        return _("%(all)s results are out, %(passed)s of them passed.") % {
            "all": len(results),
            "passed": passed,
        }

    if not send(request, form, verb):
        return _page(request, code, release_form=form)
    return redirect("assessment_desk:cohort", code)
