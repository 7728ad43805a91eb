"""Certificates of other bodies at the desk: recorded from the paper, and checked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from school.certificates.external import actions, rules
from school.certificates.external.forms import CheckForm, DeskPaperForm
from school.certificates.external.models import ExternalCertificate
from school.certificates.external.views import recorded
from school.people.models import User
from school.people.requests import allowed
from school.ui.steps import posted, send


def record(request: HttpRequest) -> HttpResponse:
    user = allowed(request, "certificates.record_externalcertificate")
    form = DeskPaperForm(request.POST or None, request.FILES or None)
    is_typed = request.method == "POST" and form.is_valid()
    if is_typed and recorded(form, form.person, by=user):
        messages.success(request, _("Noted. Somebody else has to check it."))
        return redirect("externalcertificate:index")
    context = {
        "page_title": _("Record a certificate of another body"),
        "header_icon": "plus",
        "form": form,
    }
    return render(request, "certificates/external/desk_record.html", context)


def check(request: HttpRequest, code: str) -> HttpResponse:
    """The picture beside what was typed, and what the number says by itself."""
    user = allowed(request, "certificates.check_externalcertificate")
    external = get_object_or_404(
        ExternalCertificate.objects.select_related(
            "person", "recorded_by", "checked_by"
        ),
        code=code,
    )
    form = CheckForm(posted(request))
    if request.method == "POST" and send(
        request, form, lambda: _decide(external, form, by=user)
    ):
        return redirect("externalcertificate:index")
    context = {
        "page_title": _("Check a certificate of another body"),
        "page_subtitle": external.person.name,
        "header_icon": "check",
        "external": external,
        "reading": rules.reading(external.number),
        "form": form,
    }
    return render(request, "certificates/external/check.html", context)


def _decide(external: ExternalCertificate, form: CheckForm, *, by: User) -> str:
    if form.cleaned_data["outcome"] == CheckForm.CONFIRM:
        actions.confirm_external(external, by=by)
        return _("Confirmed. The holder is told.")
    actions.refuse_external(external, by=by, reason=form.cleaned_data["reason"])
    return _("Not confirmed. The holder is told why.")
