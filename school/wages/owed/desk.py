"""Pay that workers say is owed to them, at the desk: read, and followed to its end."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from school.looks.doors import seen
from school.looks.models import Look
from school.people.models import User
from school.people.requests import allowed
from school.ui.field_words import actor_in_words
from school.ui.steps import posted, send
from school.wages.models import OwedPay
from school.wages.owed import actions, rules
from school.wages.owed.forms import StepForm


def owed(request: HttpRequest, code: str) -> HttpResponse:
    """What she said and what was done, and for who may the next step."""
    user = allowed(request, "wages.view_owedpay")
    others = OwedPay.objects.visible_to(user).exclude(person__user=user)
    found = get_object_or_404(others.select_related("person__user"), code=code)
    form = _form(request, found, user)
    if request.method == "POST" and form is None:
        raise PermissionDenied

    def verb() -> str:
        assert form is not None
        actions.mediate(found, by=user, **form.cleaned_data)
        return _("Noted. The worker is told.")

    if form is not None and send(request, form, verb):
        return redirect("wages_desk:owed", code)
    may_speak = found.status in rules.IN_HAND
    if may_speak and found.person.phone:
        seen(request, found.person, kind=Look.Kind.PHONE, on=found)
    context = {
        "page_title": _("Owed pay"),
        "page_subtitle": found.person.name,
        "header_icon": "warning",
        "owed": found,
        "steps": [
            (step, actor_in_words(step.actor_label)) for step in found.steps.all()
        ],
        "may_speak": may_speak,
        "form": form,
    }
    return render(request, "wages/owed/desk/owed.html", context)


def _form(request: HttpRequest, owed: OwedPay, user: User) -> StepForm | None:
    kinds = rules.open_to_desk(owed.status)
    if not kinds or not user.has_perm(actions.MEDIATE):
        return None
    return StepForm(posted(request), kinds=kinds)
