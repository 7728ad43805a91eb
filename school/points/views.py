from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from school.lib.typed import is_row_id
from school.people.access import person_of
from school.people.models import Person, User
from school.points import accounts, breaches, rules
from school.points.models import Entry, Rule

LINES_A_PAGE = 20
SHOWN = (Entry.Account.BALANCE, Entry.Account.SCORE)
# What ends so soon is shown; told of it one is 30 days before, at the latest.
ENDING_SHOWN = timedelta(days=60)


@login_required
def account(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    person = person_of(request.user)
    if person is None:
        return render(request, "points/nobody.html")
    context = {
        "person": person,
        "own_label": str(request.user),
        **_held(person),
        **_lines(person, request.GET.get("account"), request.GET.get("before", "")),
        "earning": Rule.objects.filter(is_current=True, delta__gt=0),
    }
    return render(request, "points/account.html", context)


def _held(person: Person) -> dict[str, Any]:
    today = timezone.localdate()
    held, bands = accounts.accounts_on(person, today), accounts.bands()
    return {
        "held": held,
        "band": rules.band_of(held.score, bands),
        "next_band": rules.next_band(held.score, bands),
        "highest_score": rules.HIGHEST_SCORE,
        "endings": accounts.endings_of(
            person, held.balance, on=today, until=today + ENDING_SHOWN
        ),
    }


def _lines(person: Person, chosen: str | None, before: str) -> dict[str, Any]:
    """A page of the bank book: found by where it begins, so the last costs what the first does."""
    shown = chosen if chosen in SHOWN else Entry.Account.BALANCE
    start = int(before) if is_row_id(before) else None
    lines = list(accounts.history(person, shown, before=start)[: LINES_A_PAGE + 1])
    page = lines[:LINES_A_PAGE]
    lost = [line.posting.rule_code for line in page if breaches.is_lost(line.posting)]
    return {
        "account": shown,
        "lines": page,
        "is_later_page": start is not None,
        "older": page[-1].pk if len(lines) > LINES_A_PAGE else None,
        "breached": breaches.standards_of(lost),
    }
