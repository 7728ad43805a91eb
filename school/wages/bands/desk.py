"""Pay bands at the desk: what would be published now, what is hidden and why, and what was."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from school.courses.models import Course
from school.lib.spreadsheet import XLSX
from school.people.requests import allowed
from school.ui.steps import posted, send
from school.wages.bands import actions
from school.wages.bands.documents import sheet
from school.wages.bands.forms import PublishForm
from school.wages.bands.rules import MIDDLE_FROM, RANGE_FROM, Draft, Place, Why, period
from school.wages.models import BandPublication, PayBand

VIEW = "wages.view_bandpublication"
# Of those published, the last years.
LISTED = 60


def index(request: HttpRequest) -> HttpResponse:
    """The draft for who may publish it, and the publications."""
    user = allowed(request, VIEW)
    context: dict[str, Any] = {
        "page_title": _("Pay bands"),
        "header_icon": "history",
        "publications": BandPublication.objects.all()[:LISTED],
        "middle_from": MIDDLE_FROM,
        "range_from": RANGE_FROM,
    }
    if not user.has_perm(actions.PUBLISH):
        return render(request, "wages/desk/bands/index.html", context)
    today = timezone.localdate()
    draft = actions.drafted(on=today)
    form = PublishForm(posted(request))

    def publish() -> str:
        seen = request.POST.get("seen", "")
        actions.publish_bands(seen=seen, by=user, **form.cleaned_data)
        return _("Published. Everybody sees these bands now.")

    if send(request, form, publish):
        return redirect("wages_desk:bands")
    context |= {
        "form": form,
        # What is sent with the form is the draft as it stands on the page.
        "seen": actions.print_of(draft),
        "is_month_done": actions.is_month_done(on=today),
        "period": period(today),
        **_told(draft),
    }
    return render(request, "wages/desk/bands/index.html", context)


def _told(draft: Draft) -> dict[str, Any]:
    titles = {course.code: course for course in Course.objects.all()}
    words = partial(_row, titles)
    return {
        "shown": [
            {**words(place), "band": band} for place, band in draft.shown.items()
        ],
        "hidden": [
            {**words(place), "is_few": why == Why.FEW}
            for place, why in draft.hidden.items()
        ],
    }


def _row(titles: dict[str, Course], place: Place) -> dict[str, Any]:
    return {
        "course": titles[place.course],
        "town": place.town,
        "kind": PayBand.Kind(place.kind).label,
        "basis": PayBand.Basis(place.basis).label,
    }


def export(request: HttpRequest, number: int) -> HttpResponse:
    allowed(request, VIEW)
    publication = get_object_or_404(BandPublication, number=number)
    title = _("Pay bands")
    name = f"{title} {publication}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        sheet(publication),
        content_type=XLSX,
        headers={"Content-Disposition": disposition or "attachment"},
    )
