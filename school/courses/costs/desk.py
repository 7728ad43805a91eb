"""Costs at the desk: the classes, the lines of one, and the word that they are complete."""

from decimal import Decimal
from functools import partial

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.courses.costs import actions
from school.courses.costs.forms import CorrectionForm, CostForm
from school.courses.desk.forms import ReasonForm
from school.courses.models import Cohort, CostClosing, CostLine
from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted, press

A_PAGE = 30
ICON = "form"


def classes(request: HttpRequest) -> HttpResponse:
    allowed(request, actions.VIEW)
    complete = CostClosing.objects.in_force().filter(cohort=OuterRef("pk"))
    cohorts = (
        Cohort.objects.exclude(status=Cohort.Status.DRAFT)
        .select_related("edition__course")
        .annotate(
            cost_fen=Sum(
                "cost_lines__amount_fen", filter=Q(cost_lines__replaced_by=None)
            ),
            are_complete=Exists(complete),
        )
        .order_by("-starts_on", "name", "pk")
    )
    context = {
        "page_title": _("Costs of classes"),
        "header_icon": ICON,
        "page": Paginator(cohorts, A_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, "courses/desk/costs.html", context)


def lines(request: HttpRequest, code: str) -> HttpResponse:
    """Every line as it was noted, those that were corrected too."""
    user = allowed(request, actions.VIEW)
    cohort = _class(code)
    noted = list(cohort.cost_lines.select_related("replaced_by").order_by("at", "pk"))
    standing = [line for line in noted if not line.is_replaced]
    context = {
        "page_title": _("Costs of a class"),
        "page_subtitle": cohort.name,
        "header_icon": ICON,
        "cohort": cohort,
        "lines": noted,
        "total_fen": sum(line.amount_fen for line in standing),
        "closings": cohort.cost_closings.all(),
        "are_complete": actions.are_complete(cohort),
        "is_over": cohort.status == Cohort.Status.COMPLETED,
        "may_enter": user.has_perm(actions.ENTER),
    }
    return render(request, "courses/desk/class_costs.html", context)


def enter(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.ENTER)
    cohort = _class(code)
    return asked(
        request,
        CostForm(posted(request)),
        partial(actions.enter_cost, cohort, by=user),
        _("The cost is noted."),
        title=_("Note a cost"),
        about=cohort.name,
        back=_page(cohort),
        icon=ICON,
    )


def correct(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.ENTER)
    line = get_object_or_404(CostLine.objects.select_related("cohort"), code=code)
    as_noted = {
        "kind": line.kind,
        "amount": Decimal(line.amount_fen) / 100,
        "paid_on": line.paid_on,
        "payer": line.payer,
        "note": line.note,
    }
    return asked(
        request,
        CorrectionForm(posted(request), initial=as_noted),
        partial(actions.correct_cost, line, by=user),
        _("Corrected. The old line stays to be read."),
        title=_("Correct a cost"),
        about=line.cohort.name,
        back=_page(line.cohort),
        icon=ICON,
    )


@require_POST
def complete(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.ENTER)
    cohort = _class(code)

    def say() -> str:
        actions.complete_costs(cohort, by=user)
        return _("Complete. They now count in the results.")

    press(request, say)
    return redirect(_page(cohort))


def reopen(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.ENTER)
    cohort = _class(code)
    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.reopen_costs, cohort, by=user),
        _("Open again. Until they are complete they count in no figure."),
        title=_("Open the costs again"),
        about=cohort.name,
        back=_page(cohort),
        icon=ICON,
    )


def _class(code: str) -> Cohort:
    return get_object_or_404(Cohort.objects.exclude(status="draft"), code=code)


def _page(cohort: Cohort) -> str:
    return reverse("courses_desk:costs", args=[cohort.code])
