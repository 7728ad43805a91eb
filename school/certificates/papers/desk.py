"""The files of a class and of a batch, at the desk."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.certificates.models import Batch
from school.certificates.papers import actions
from school.courses.models import Cohort
from school.lib import file_names
from school.lib.errors import Refusal
from school.people.requests import allowed
from school.ui.step_up import step_up

VIEW = "certificates.view_certificate"


@step_up(gives_file=True)
@require_safe
@never_cache
def class_files(request: HttpRequest, code: str, what: str) -> HttpResponseBase:
    allowed(request, VIEW)
    cohorts = Cohort.objects.select_related("edition__course", "venue")
    cohort = get_object_or_404(cohorts, code=code)
    return _answer(request, cohort, what, back=("certificates_desk:eligible", code))


@step_up(gives_file=True)
@require_safe
@never_cache
def batch_files(request: HttpRequest, code: str, what: str) -> HttpResponseBase:
    allowed(request, VIEW)
    batches = Batch.objects.select_related("cohort__edition__course", "cohort__venue")
    batch = get_object_or_404(batches, code=code)
    back = ("certificates_desk:batch", code)
    return _answer(request, batch.cohort, what, back=back, batch=batch)


def _answer(
    request: HttpRequest,
    cohort: Cohort,
    what: str,
    *,
    back: tuple[str, str],
    batch: Batch | None = None,
) -> HttpResponseBase:
    if what not in actions.WHAT:
        raise Http404
    user = allowed(request, VIEW)
    try:
        data = actions.hand_out(cohort, by=user, what=what, batch=batch)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(*back)
    is_register = what in {actions.REGISTER_PDF, actions.REGISTER_XLSX}
    title = _("Register of certificates") if is_register else _("Certificates")
    ending = what.rpartition(".")[2]
    options: dict[str, Any] = {"as_attachment": ending != "pdf"}
    name = file_names.safe(f"{cohort.name} {title}", ending=ending)
    return FileResponse(data, filename=name, **options)
