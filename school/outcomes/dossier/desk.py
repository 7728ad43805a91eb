"""Dossiers at the desk: one press for all papers of a class, how far they are, the file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.courses.models import Cohort
from school.lib.errors import Refusal
from school.outcomes.dossier import actions
from school.outcomes.dossier.forms import DossierForm
from school.outcomes.dossier.models import EXPORT, UNSEAL, Dossier
from school.people.models import User
from school.people.requests import allowed
from school.ui.step_up import step_up

A_PAGE = 30


def _exporters_only(request: HttpRequest) -> User:
    return allowed(request, EXPORT)


def classes(request: HttpRequest) -> HttpResponse:
    _exporters_only(request)
    cohorts = (
        Cohort.objects.exclude(status__in=actions.WITHOUT)
        .select_related("edition__course")
        .annotate(dossier_count=Count("dossiers"))
        .order_by("-starts_on", "name", "pk")
    )
    page = Paginator(cohorts, A_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("Subsidy dossiers"),
        "header_icon": "folder-open-inverse",
        "page": page,
    }
    return render(request, "outcomes/desk/dossier_classes.html", context)


@step_up
def dossiers(request: HttpRequest, code: str) -> HttpResponse:
    """The dossiers made of a class, and the one action that makes another."""
    user = _exporters_only(request)
    cohort = get_object_or_404(Cohort, code=code)
    form = DossierForm(request.POST or None, may_unseal=user.has_perm(UNSEAL))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(cohort, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("outcomes_desk:dossier", made.code)
    found = Dossier.objects.visible_to(user).filter(cohort=cohort)
    context = {
        "page_title": _("Subsidy dossier"),
        "page_subtitle": cohort.name,
        "header_icon": "folder-open-inverse",
        "cohort": cohort,
        "form": form,
        "dossiers": found.select_related("asked_by")[:A_PAGE],
    }
    return render(request, "outcomes/desk/dossiers.html", context)


def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """How far it has come; the page comes again by itself until it is done."""
    user = _exporters_only(request)
    found = get_object_or_404(
        Dossier.objects.visible_to(user).select_related("cohort"), code=code
    )
    context = {
        "page_title": _("Subsidy dossier"),
        "page_subtitle": found.cohort.name,
        "header_icon": "folder-open-inverse",
        "dossier": found,
        "is_being_made": found.finished_at is None,
    }
    return render(request, "outcomes/desk/dossier.html", context)


@step_up(gives_file=True)
@require_safe
@never_cache
def download(request: HttpRequest, code: str) -> HttpResponse:
    user = _exporters_only(request)
    found = get_object_or_404(
        Dossier.objects.visible_to(user).select_related("cohort"), code=code
    )
    if not found.is_ready:
        raise Http404
    try:
        data = actions.hand_out(found, by=user)
    except OSError:
        messages.error(
            request, _("The file is no longer there. Make the dossier again.")
        )
        return redirect("outcomes_desk:dossiers", found.cohort.code)
    title = _("Subsidy dossier")
    name = f"{found.cohort.name} {title} {found.asked_at:%Y-%m-%d}.zip"
    answer = HttpResponse(data, content_type="application/zip")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer
