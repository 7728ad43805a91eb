"""What workers say against sums that others told of them, at the desk: read and answered."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from school.people.requests import allowed
from school.ui.asking import asked
from school.ui.steps import posted
from school.wages import actions
from school.wages.models import Objection, Payslip

# Of those that are answered the last ones.
MOST_LISTED = 30
_RELATED = ("record__person", "record__company_report__company")


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("What did you find, and what happens now?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "The worker reads it. Whether the sum counts stays her word: she may take "
            "back what she said."
        ),
    )


def index(request: HttpRequest) -> HttpResponse:
    user = allowed(request, actions.ANSWER)
    others = Objection.objects.exclude(record__person__user=user).select_related(
        *_RELATED
    )
    over = others.exclude(answered_at=None).order_by("-answered_at")
    context = {
        "page_title": _("Sums that workers say are wrong"),
        "header_icon": "warning",
        "waiting": others.waiting().order_by("at"),
        "over": over[:MOST_LISTED],
    }
    return render(request, "wages/desk/objections/index.html", context)


def answer(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, actions.ANSWER)
    others = Objection.objects.exclude(record__person__user=user)
    objection = get_object_or_404(
        others.waiting().select_related(*_RELATED), record__code=code
    )
    return asked(
        request,
        AnswerForm(posted(request)),
        partial(actions.answer_objection, objection, by=user),
        _("Noted. The worker is told."),
        title=_("Answer the worker"),
        about=objection.record.person.name,
        back=reverse("wages_desk:objections"),
        icon="warning",
        template="wages/desk/objections/answer.html",
        objection=objection,
        own=actions.beside(objection.record),
        payslip=Payslip.objects.filter(record=objection.record).first(),
    )
