from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from school.people.access import person_of
from school.people.models import User
from school.points import accounts, breaches, rules
from school.points.models import Entry, Reward, Rule

LINES_A_PAGE = 20


@login_required
def account(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    person = person_of(request.user)
    if person is None:
        return render(request, "points/nobody.html")
    chosen = request.GET.get("account")
    chosen = chosen if chosen in Entry.Account.values else Entry.Account.BALANCE
    lines = accounts.history(person, chosen)
    held = accounts.accounts_of(person)
    bands = accounts.bands()
    page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    lost = [line.rule_code for line in page if line.delta < 0 and not line.reverses_id]
    context = {
        "held": held,
        "band": rules.band_of(held.score, bands),
        "next_band": rules.next_band(held.score, bands),
        "highest_score": rules.HIGHEST_SCORE,
        "account": chosen,
        "page": page,
        "breached": breaches.standards_of(lost),
        "earning": Rule.objects.filter(is_current=True, delta__gt=0),
        "rewards": Reward.objects.order_by("cost", "code"),
    }
    return render(request, "points/account.html", context)
