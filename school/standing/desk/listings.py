"""Authorities' lists at the desk: recorded, checked by a second person, ended."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from school.people.models import Person
from school.people.requests import allowed
from school.standing import actions
from school.standing.desk.cards import PERSON
from school.standing.forms import CancelForm, CheckForm, ListingForm
from school.standing.models import ExternalListing
from school.ui.asking import asked
from school.ui.steps import posted

LISTING = "standing_desk:listing"


def listing(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.view_externallisting")
    found = _found(code)
    Status = ExternalListing.Status
    may = user.has_perm("standing.record_listing")
    context = {
        "page_title": _("Listing by an authority"),
        "page_subtitle": found.person.name,
        "header_icon": "clipboard-list",
        "listing": found,
        "may_check": may and found.status == Status.WAITING,
        "may_end": may and found.status == Status.CHECKED,
    }
    return render(request, "standing/desk/listing.html", context)


def record(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.record_listing")
    found = get_object_or_404(Person, code=code)
    return asked(
        request,
        ListingForm(posted(request), request.FILES or None),
        partial(actions.record_listing, found, by=user),
        _("Noted. Somebody else has to check it."),
        title=_("Record an authority's list"),
        about=found.name,
        back=reverse(PERSON, args=[code]),
        after=lambda made: reverse(LISTING, args=[made.code]),
        icon="clipboard-list",
    )


def check(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.record_listing")
    found = _found(code)
    return asked(
        request,
        CheckForm(posted(request)),
        partial(actions.check_listing, found, by=user),
        _("Noted."),
        title=_("Check the listing"),
        about=str(found),
        back=reverse(LISTING, args=[code]),
        icon="check",
    )


def end(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.record_listing")
    found = _found(code)
    return asked(
        request,
        CancelForm(posted(request)),
        partial(actions.end_listing, found, by=user),
        _("Ended. The worker is told."),
        title=_("End the listing"),
        about=str(found),
        back=reverse(LISTING, args=[code]),
        icon="cross",
    )


def _found(code: str) -> ExternalListing:
    known = ExternalListing.objects.select_related(
        "person", "recorded_by", "checked_by"
    )
    return get_object_or_404(known, code=code)
