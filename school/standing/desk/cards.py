"""Somebody's card at the desk, and the lifting of a red one."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.people.models import Person
from school.people.requests import allowed
from school.standing import actions, cards
from school.standing.forms import LiftForm
from school.standing.models import Standing
from school.standing.models.standing import Card
from school.ui.asking import asked
from school.ui.steps import posted

PERSON = "standing_desk:person"


def person(request: HttpRequest, code: str) -> HttpResponse:
    """The card as the worker reads it, and what may be done."""
    user = allowed(request, "standing.view_standing")
    found = get_object_or_404(Person, code=code)
    shown = cards.shown(found, at=timezone.now())
    context: dict[str, Any] = {
        "page_title": _("Standing"),
        "page_subtitle": found.name,
        "header_icon": "user",
        "person": found,
        "shown": shown,
        "listings": found.listings.all()[:20],
        "may_lift": shown.is_liftable and user.has_perm("standing.lift_red"),
    }
    return render(request, "standing/desk/person.html", context)


def lift(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.lift_red")
    red = Standing.objects.filter(card=Card.RED).select_related("person")
    found = get_object_or_404(red, person__code=code)
    return asked(
        request,
        LiftForm(posted(request)),
        partial(actions.lift, found, by=user),
        _("Lifted. The worker is told."),
        title=_("Lift the red card"),
        about=found.person.name,
        back=reverse(PERSON, args=[code]),
        icon="user",
    )
