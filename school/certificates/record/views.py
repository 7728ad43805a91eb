from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from school.certificates.record import actions
from school.certificates.record.facts import card_of, health_of, record_of
from school.certificates.record.forms import CardForm
from school.certificates.record.papers import training_record
from school.certificates.showing.actions import release_record
from school.certificates.showing.models import Showing
from school.certificates.showing.views import address
from school.lib import qr
from school.people.models import Person
from school.people.requests import MemberRequest
from school.people.views.onward import with_person
from school.ui.steps import posted, press, send

# Of the codes that were shown, the last ones.
MOST_LISTED = 5


@with_person
@require_safe
@never_cache
def record(request: MemberRequest, person: Person) -> HttpResponse:
    """What is on file for her home-service card, and to whom she showed it."""
    now = timezone.now()
    day = timezone.localdate(now)
    showings = person.record_showings.prefetch_related("looks")[:MOST_LISTED]
    context = {
        "record": record_of(person, on=day),
        "health": health_of(person, on=day),
        "card": card_of(person),
        "open": person.record_showings.open(at=now).first(),
        "showings": showings,
    }
    return render(request, "certificates/record/record.html", context)


@with_person
@require_safe
@never_cache
def print_record(request: MemberRequest, person: Person) -> HttpResponse:
    day = timezone.localdate()
    found = record_of(person, on=day)
    if found.is_empty:
        # Where it is said that there is nothing to show.
        return redirect("certificates:record")
    file = training_record(
        found,
        health=health_of(person, on=day),
        card=card_of(person),
        on=day,
        is_whole="whole" in request.GET,
    )
    answer = HttpResponse(file, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="training-record.pdf"'
    return answer


@with_person
@never_cache
def card(request: MemberRequest, person: Person) -> HttpResponse:
    """The number of her home-service card, as she copies it."""
    kept = card_of(person)
    initial = {"number": kept.number, "review_on": kept.review_on} if kept else {}
    form = CardForm(posted(request), initial=initial)

    def verb() -> str:
        actions.enter_card(person, **form.cleaned_data, by=request.user)
        return _("Kept.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("certificates:record")
    return render(request, "certificates/record/card.html", {"form": form})


@with_person
@require_POST
def release(request: MemberRequest, person: Person) -> HttpResponse:
    made: list[Showing] = []

    def verb() -> str:
        made.append(release_record(person, by=request.user))
        return ""

    press(request, verb)
    if not made:
        return redirect("certificates:record")
    return redirect("certificates:released", made[0].code)


@login_required
@require_safe
@never_cache
def released(request: MemberRequest, code: str) -> HttpResponse:
    """The code on her phone, for the household to scan."""
    rows = Showing.objects.of(request.user).exclude(person=None)
    showing = get_object_or_404(rows.prefetch_related("looks"), code=code)
    link = address("certificates:shown", showing.code)
    context = {"showing": showing, "qr": qr.svg(link), "address": link}
    return render(request, "certificates/record/released.html", context)
