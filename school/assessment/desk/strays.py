"""Marks that came from a phone too late: shown to the registrar, who settles them by hand."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.assessment import actions
from school.assessment.access import can_release
from school.assessment.desk.steps import reader, worker
from school.assessment.models import Marking, StrayMark
from school.assessment.strays import beside_what_stands
from school.ui.asking import asked
from school.ui.reasons import ReasonForm
from school.ui.steps import posted

MOST = 100


class SettleForm(ReasonForm):
    missing = gettext_lazy("Say what was done about these marks.")

    seen = forms.IntegerField(
        required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput
    )


def strays(request: HttpRequest) -> HttpResponse:
    user = reader(request)
    context = {
        "page_title": _("Marks that came too late"),
        "header_icon": "warning",
        "sheets": beside_what_stands(StrayMark.objects.open(), most=MOST, reader=user),
        "can_settle": can_release(user),
    }
    return render(request, "assessment/desk/strays.html", context)


def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say what was done; the marks stay as they came, and count nowhere."""
    user = worker(request, can_release)
    found = get_object_or_404(
        Marking.objects.filter(stray_marks__isnull=False).distinct(), code=code
    )
    last = found.stray_marks.open().order_by("pk").last()
    return asked(
        request,
        SettleForm(posted(request), initial={"seen": last.pk if last else 0}),
        partial(actions.settle_strays, found, by=user),
        _("Settled. The journal keeps what was done."),
        title=_("Settle marks that came too late"),
        about=str(found),
        back=reverse("assessment_desk:strays"),
        template="assessment/desk/settle_strays.html",
        sheets=beside_what_stands(
            StrayMark.objects.open().filter(marking=found), most=MOST, reader=user
        ),
    )
