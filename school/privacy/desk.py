"""At the desk: a copy of her data for who cannot ask on a phone; the answer to who asks to be erased."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.lib.errors import Refusal
from school.people.models import Person, User
from school.people.requests import allowed
from school.privacy import actions, links
from school.privacy.erasure import actions as erasing
from school.privacy.erasure.stays import stays
from school.privacy.forms import DecisionForm, ExportForm, WhoForm
from school.privacy.models import ERASE, EXPORT, Erasure, PersonalExport
from school.privacy.searching import people_called
from school.ui.step_up import step_up

A_PAGE = 20


def people(request: HttpRequest) -> HttpResponse:
    """Whose data: found by name or telephone; below it what one has asked for before."""
    user = allowed(request, EXPORT)
    form = WhoForm(request.GET or None)
    who = form.cleaned_data["who"].strip() if form.is_valid() else ""
    asked = PersonalExport.objects.filter(asked_by=user).exclude(person__user=user)
    context = {
        "page_title": _("Personal data"),
        "header_icon": "user",
        "form": form,
        "who": who,
        "people": people_called(who)[:A_PAGE],
        "exports": asked.select_related("person")[:A_PAGE],
    }
    return render(request, "privacy/desk/people.html", context)


@step_up
@never_cache
def person(request: HttpRequest, code: str) -> HttpResponse:
    """A copy of what is held about one person; the page comes again until it is made."""
    user = allowed(request, EXPORT)
    whose = get_object_or_404(Person, code=code)
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_export(whose, by=user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("privacy_desk:person", whose.code)
    newest = whose.data_exports.filter(asked_by=user).first()
    context = {
        "page_title": _("Personal data"),
        "page_subtitle": whose.name,
        "header_icon": "user",
        "form": form,
        "export": newest,
        "address": links.address_of(newest, reader=user),
    }
    return render(request, "privacy/desk/person.html", context)


def erasures(request: HttpRequest) -> HttpResponse:
    """Who asks to be erased, first whom the school has to answer first."""
    allowed(request, ERASE)
    context = {
        "page_title": _("Requests to be erased"),
        "header_icon": "bin",
        "today": timezone.localdate(),
        "waiting": Erasure.objects.waiting().select_related("person"),
    }
    return render(request, "privacy/desk/erasures.html", context)


@step_up
def erasure(request: HttpRequest, code: str) -> HttpResponse:
    """One request: what stays and why, and the answer."""
    user = allowed(request, ERASE)
    found = get_object_or_404(Erasure.objects.select_related("person"), code=code)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(found, form.cleaned_data, by=user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Answered."))
            return redirect("privacy_desk:erasures")
    context = {
        "page_title": _("Request to be erased"),
        "page_subtitle": found.person.name,
        "header_icon": "bin",
        "erasure": found,
        "form": form,
        "stays": stays(),
    }
    return render(request, "privacy/desk/erasure.html", context)


def _answer(found: Erasure, typed: dict[str, str], *, by: User) -> None:
    if typed["decision"] == DecisionForm.ERASE:
        erasing.erase(found, by=by)
    else:
        erasing.refuse_erasure(found, by=by, answer=typed["answer"])
