"""Service figures at the desk: taken in with an answer to each row, and a class before and after."""

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from school.courses.models import Cohort
from school.feedback import actions, comparing, figures, tables
from school.feedback.actions.figures import IMPORT, Answer, Outcome
from school.feedback.forms import FiguresForm
from school.lib import tables as reader
from school.lib.errors import NotPermitted, Refusal
from school.lib.masking import SMALLEST
from school.lib.spreadsheet import XLSX
from school.people.models import User
from school.people.requests import allowed
from school.points.cases.sending import bound

VIEW = "feedback.view_servicefigure"
# Refused rows on one page; they are mended in the file and sent again.
MOST_SHOWN = 200


def _classes() -> QuerySet[Cohort]:
    """Of those that have begun some may have completed."""
    draft, cancelled = Cohort.Status.DRAFT, Cohort.Status.CANCELLED
    begun = Cohort.objects.filter(starts_on__lte=timezone.localdate())
    return begun.exclude(status__in=[draft, cancelled]).select_related(
        "edition__course"
    )


def index(request: HttpRequest) -> HttpResponse:
    user = allowed(request, VIEW)
    context = {
        "page_title": _("Before and after the course"),
        "header_icon": "order",
        "classes": _classes().order_by("-starts_on"),
        "may_import": user.has_perm(IMPORT),
    }
    return render(request, "feedback/desk/classes.html", context)


def compared(request: HttpRequest, code: str) -> HttpResponse:
    allowed(request, VIEW)
    cohort = get_object_or_404(_classes(), code=code)
    context = {
        "page_title": _("Before and after the course"),
        "page_subtitle": str(cohort),
        "header_icon": "order",
        "cohort": cohort,
        "figures": figures.shown(comparing.comparison(cohort)),
        "smallest": SMALLEST,
    }
    return render(request, "feedback/desk/compared.html", context)


def template(request: HttpRequest) -> HttpResponse:
    allowed(request, IMPORT)
    return HttpResponse(
        tables.template(),
        content_type=XLSX,
        headers={"Content-Disposition": 'attachment; filename="service-figures.xlsx"'},
    )


def take_in(request: HttpRequest) -> HttpResponse:
    """The form, and after sending it what became of each row."""
    user = allowed(request, IMPORT)
    form = bound(FiguresForm, request)
    context: dict[str, Any] = {
        "page_title": _("Import service figures"),
        "header_icon": "upload",
        "form": form,
        "columns": tables.COLUMNS,
    }
    if request.method == "POST" and form.is_valid():
        answers = _taken(form, by=user)
        if answers is not None:
            context |= _report(answers)
    return render(request, "feedback/desk/import.html", context)


def _taken(form: FiguresForm, *, by: User) -> list[Answer] | None:
    """None where the file as a whole was refused, which stands in the form then."""
    try:
        lines = reader.read(form.cleaned_data["file"].read(), tables.COLUMNS)
        return actions.import_figures(lines, source=form.cleaned_data["source"], by=by)
    except NotPermitted as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return None


def _report(answers: list[Answer]) -> dict[str, Any]:
    counted = Counter(answer.outcome for answer in answers)
    refused = [answer for answer in answers if answer.outcome is Outcome.REFUSED]
    return {
        "answers": answers,
        "kept": counted[Outcome.KEPT],
        "changed": counted[Outcome.CHANGED],
        "known": counted[Outcome.KNOWN],
        "refused": len(refused),
        "shown": refused[:MOST_SHOWN],
    }
