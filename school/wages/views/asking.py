"""The steps of a follow-up's question, the same signed in and by a link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from school.lib.errors import Refusal
from school.wages.forms import PayForm
from school.wages.models import FollowUp, WageRecord
from school.wages.rules import Pay

# Employment, workplace and pay; what it returns is shown next.
Answer = Callable[[str, str, Pay | None], HttpResponse]
BEFORE = _("Where I worked before the course")
BEFORE_WAITING = _("Where I worked when I applied")


def workplaces(follow_up: FollowUp) -> list[tuple[str, str | Promise]]:
    """As they are asked; the last is no answer."""
    return [
        (
            FollowUp.Workplace.SAME,
            BEFORE_WAITING if follow_up.has_waited else BEFORE,
        ),
        (FollowUp.Workplace.OTHER, _("For another employer")),
        (FollowUp.Workplace.OWN, _("For families directly, or by orders")),
        ("unsaid", _("I would rather not say")),
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose question it is on what page: a page without signing in names nobody."""

    follow_up: FollowUp
    layout: str
    # Where the page is, where a tap is sent, and where one came from.
    address: str
    taps: str
    back: str
    where: str
    answer: Answer


def ask(request: HttpRequest, asked: Asked) -> HttpResponse:
    """In work or not, then where, then paid by what, then how much; each step a tap."""
    unit, at = request.GET.get("unit", ""), request.GET.get("at", "")
    workplace = workplace_of(at)
    context: dict[str, Any] = {
        "asked": asked,
        "follow_up": asked.follow_up,
        "units": WageRecord.Unit.choices,
        "workplace": workplace,
        "query": f"at={workplace}&" if workplace else "",
    }
    if unit not in WageRecord.Unit.values:
        if at:
            return render(request, "wages/follow_up_unit.html", context)
        if request.GET.get("work") == "yes":
            context["workplaces"] = workplaces(asked.follow_up)
            return render(request, "wages/follow_up_workplace.html", context)
        return render(request, "wages/follow_up_work.html", context)
    form = PayForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            return asked.answer(FollowUp.Employment.EMPLOYED, workplace, form.pay())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    context["form"] = form
    return render(request, "wages/follow_up_sum.html", context)


def workplace_of(said: str) -> str:
    return said if said in FollowUp.Workplace.values else ""
