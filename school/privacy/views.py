"""What the school holds about the reader: a copy of it all to take along, and its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.lib.errors import Refusal
from school.lib.retention import table
from school.looks.models import KEPT
from school.people.models import Person
from school.people.requests import MemberRequest
from school.people.views.onward import with_person
from school.privacy import actions, links
from school.privacy.erasure import actions as erasing
from school.privacy.erasure.stays import goes, stays
from school.privacy.models import PersonalExport
from school.ui.step_up import step_up

A_PAGE = 30


@with_person
@never_cache
@require_safe
def mine(request: MemberRequest, person: Person) -> HttpResponse:
    newest = person.data_exports.filter(asked_by=request.user).first()
    context = {
        "export": newest,
        "address": links.address_of(newest, reader=request.user),
    }
    return render(request, "privacy/mine.html", context)


@with_person
@never_cache
@require_safe
def looks(request: MemberRequest, person: Person) -> HttpResponse:
    """Who of the school saw what of hers, the newest first."""
    page = Paginator(person.looks.all(), A_PAGE).get_page(request.GET.get("page"))
    years = KEPT.days // 365
    return render(request, "privacy/looks.html", {"page": page, "years": years})


@with_person
@require_safe
def kept(request: MemberRequest, person: Person) -> HttpResponse:
    """How long the school keeps what goes by itself; the job that removes it reads the same."""
    return render(request, "privacy/kept.html", {"kinds": table()})


@step_up
@with_person
@require_POST
def ask(request: MemberRequest, person: Person) -> HttpResponse:
    try:
        actions.ask_for_export(person, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy:mine")


@with_person
@never_cache
@require_safe
def erasure(request: MemberRequest, person: Person) -> HttpResponse:
    """What goes and what stays, before anything is asked; then how far the request is."""
    context = {
        "newest": person.erasures.order_by("-pk").first(),
        "goes": goes(),
        "stays": stays(),
    }
    return render(request, "privacy/erasure.html", context)


@step_up
@with_person
def ask_erasure(request: MemberRequest, person: Person) -> HttpResponse:
    """The second step: nothing is asked before it."""
    if request.method != "POST":
        return render(request, "privacy/ask_erasure.html")
    try:
        erasing.ask_for_erasure(person, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy:erasure")


@with_person
@require_POST
def withdraw_erasure(request: MemberRequest, person: Person) -> HttpResponse:
    for waiting in person.erasures.waiting():
        try:
            erasing.withdraw_erasure(waiting, by=request.user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("privacy:erasure")


@step_up(gives_file=True)
@login_required
@never_cache
@require_safe
def file(request: MemberRequest, code: str, key: str) -> HttpResponseBase:
    """The ZIP, by an address that was made for its reader a short while ago."""
    found = get_object_or_404(
        PersonalExport.objects.visible_to(request.user).select_related("person"),
        code=code,
    )
    if not links.opens(found, key, reader=request.user):
        raise Http404
    try:
        pieces = actions.take_export(found, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("privacy:mine")
    title = _("Data about me")
    name = f"{title} {found.asked_at:%Y-%m-%d}.zip"
    answer = StreamingHttpResponse(pieces, content_type="application/zip")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer
