"""The page behind the link in the message: one question, and nothing of the person."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from school.lib import attempts
from school.lib.errors import Refusal
from school.lib.previews import is_preview
from school.people.requests import client_address
from school.wages.links import actions, refusals
from school.wages.models import AnswerLink, FollowUp
from school.wages.rules import Pay
from school.wages.views.asking import Asked, ask, workplace_of

# Looks in ten minutes from one address: a question takes five.
MOST_LOOKS = 60


@never_cache
def by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Looked at, the link stays good; only an answer uses it up."""
    if is_preview(request.method or "", request.headers):
        return render(request, "wages/links/preview.html")
    if not attempts.take("wage-link", client_address(request), most=MOST_LOOKS):
        words = _("Wait ten minutes, then open the link again. It stays good.")
        return _over(request, words, status=429)
    try:
        link = actions.find(key)
        actions.check_good(link, at=timezone.now())
        return _asked(request, key, link)
    except refusals.LinkUnknown as refusal:
        return _over(request, str(refusal), status=404)
    except refusals.LinkUsed as refusal:
        return _over(request, str(refusal), title=_("Answered. Thank you."))
    except Refusal as refusal:
        return _over(request, str(refusal))


def _asked(request: HttpRequest, key: str, link: AnswerLink) -> HttpResponse:
    answer = partial(_answered, request, key, link)
    employment = request.POST.get("answer", "")
    if request.method == "POST" and employment in FollowUp.Employment.values:
        return answer(employment, workplace_of(request.POST.get("workplace", "")), None)
    address = reverse("wages:by_link", args=[key])
    asked = Asked(
        follow_up=link.follow_up,
        layout="layouts/public.html",
        address=address,
        taps=address,
        back="",
        where=_("Night school"),
        answer=answer,
    )
    return ask(request, asked)


def _answered(
    request: HttpRequest,
    key: str,
    link: AnswerLink,
    employment: str,
    workplace: str,
    pay: Pay | None,
) -> HttpResponse:
    actions.answer_by_link(link, employment=employment, workplace=workplace, pay=pay)
    return redirect("wages:by_link", key)


def _over(
    request: HttpRequest, words: str, *, title: str = "", status: int = 200
) -> HttpResponse:
    context = {"title": title or _("Nothing to answer here now"), "words": words}
    return render(request, "wages/links/over.html", context, status=status)
