from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.courses.models import Cohort
from school.lib.masking import SMALLEST
from school.looks.doors import seen
from school.looks.models import Look
from school.people.access import person_of
from school.people.models import ConsentText
from school.people.requests import MemberRequest
from school.standing import actions, cards, seats, totals
from school.standing.models import BoardRow, ExternalListing, Retraining
from school.ui.steps import press

ROWS_A_PAGE = 50


@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """One's own card: what it is, why, and the way back to green."""
    person = person_of(request.user)
    if person is None:
        return render(request, "standing/nobody.html")
    context = {
        "shown": cards.shown(person, at=timezone.now()),
        "agrees": person.has_consented(ConsentText.Purpose.GREEN_BOARD),
    }
    return render(request, "standing/mine.html", context)


@login_required
def retraining(request: MemberRequest, code: str) -> HttpResponse:
    """An order: why, what is to be taken again, and in which class."""
    order = get_object_or_404(_own(request), code=code)
    context = {
        "order": order,
        "first": seats.first_evening(order),
        "classes": seats.classes_for(order, at=timezone.now()),
    }
    return render(request, "standing/retraining.html", context)


@require_POST
@login_required
def book(request: MemberRequest, code: str, cohort: str) -> HttpResponse:
    order = get_object_or_404(_own(request), code=code)
    chosen = get_object_or_404(Cohort.objects.public(), code=cohort)

    def verb() -> str:
        actions.book(order, cohort=chosen, by=request.user)
        return _("The place is yours.")

    press(request, verb)
    return redirect("standing:retraining", code)


def board(request: HttpRequest) -> HttpResponse:
    """This month's green list, the numbers of all cards, and what an authority has published."""
    today = timezone.localdate()
    rows = BoardRow.objects.shown(on=today)
    context = {
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "month": today.replace(day=1),
        "totals": totals.cards(),
        "demands": totals.demands(),
        "ordered": totals.ordered(on=today),
        "smallest": SMALLEST,
    }
    return render(request, "standing/board.html", context)


@login_required
def listing_copy(request: MemberRequest, code: str) -> FileResponse:
    """The copy of a decision, for the worker it is about and for those who keep it."""
    readable = ExternalListing.objects.visible_to(request.user).exclude(evidence="")
    listing = get_object_or_404(readable.select_related("person"), code=code)
    if listing.status != ExternalListing.Status.WAITING:
        seen(request, listing.person, kind=Look.Kind.LISTING, on=listing)
    is_picture = listing.media_type.startswith("image/")
    return FileResponse(
        listing.evidence.open("rb"),
        content_type=listing.media_type,
        as_attachment=not is_picture,
        filename=f"{listing.code}.{'jpg' if is_picture else 'pdf'}",
    )


def _own(request: MemberRequest) -> QuerySet[Retraining]:
    return Retraining.objects.filter(person__user_id=request.user.pk).select_related(
        "person", *cards.ORDER
    )
