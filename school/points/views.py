from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from school.lib.typed import is_row_id
from school.people.access import person_of
from school.people.models import Person, User
from school.points import accounts, breaches, rules
from school.points.models import Entry, Rule
from school.points.rules import lots

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
        **_lines(person, request.GET),
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
        "months": lots.MONTHS,
        "notice_days": lots.NOTICE_DAYS,
        "endings": accounts.endings_of(
            person, held.balance, on=today, until=today + ENDING_SHOWN
        ),
    }


def _lines(person: Person, asked: QueryDict) -> dict[str, Any]:
    """A page of the bank book: found by where it begins, so the last costs what the first does.

    What brought 0 points, by the hundred after an import, is folded away until asked for.
    """
    chosen, before = asked.get("account"), asked.get("before", "")
    shown = chosen if chosen in SHOWN else Entry.Account.BALANCE
    start = int(before) if is_row_id(before) else None
    whole, with_zeros = accounts.history(person, shown), "zeros" in asked
    found = whole if with_zeros else whole.exclude(delta=0)
    if start is not None:
        found = found.filter(pk__lt=start)
    lines = list(found[: LINES_A_PAGE + 1])
    page = lines[:LINES_A_PAGE]
    lost = [line.posting.rule_code for line in page if breaches.is_lost(line.posting)]
    return {
        "account": shown,
        "lines": page,
        "with_zeros": with_zeros,
        "has_zeros": with_zeros or whole.filter(delta=0).exists(),
        "is_later_page": start is not None,
        "older": page[-1].pk if len(lines) > LINES_A_PAGE else None,
        "breached": breaches.standards_of(lost),
    }
