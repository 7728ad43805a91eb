from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from school.ui import display, specimens
from school.ui.forms import SpecimenForm


@require_POST
def large_mode(request: HttpRequest) -> HttpResponse:
    return _remember(request, display.SIZE_COOKIE, "size", display.SIZES)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    return _remember(request, display.THEME_COOKIE, "theme", display.THEMES)


@require_POST
def data(request: HttpRequest) -> HttpResponse:
    return _remember(request, display.DATA_COOKIE, "data", display.DATA)


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or getattr(request.user, "is_staff", False)):
        raise Http404
    context = {
        "form": SpecimenForm(initial=specimens.FORM_INITIAL),
        "refused_form": SpecimenForm(specimens.FORM_REFUSED),
        **specimens.context(),
    }
    return render(request, "ui/style_guide.html", context)


def _remember(
    request: HttpRequest, cookie: str, field: str, choices: tuple[str, ...]
) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    value = request.POST.get(field, "")
    if value in choices:
        display.remember(response, cookie, value)
    return response


def _back(request: HttpRequest) -> str:
    there = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        there, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return there if is_ours else "/"
