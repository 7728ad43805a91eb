"""Retraining orders at the desk."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from school.people.models import Person
from school.people.requests import allowed
from school.standing import actions, cards, seats
from school.standing.desk.cards import PERSON
from school.standing.forms import BookForm, CancelForm, OrderForm
from school.standing.models import Retraining
from school.ui.asking import asked
from school.ui.steps import posted

ORDER = "standing_desk:retraining"


def retraining(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.view_retraining")
    order = _found(code)
    context = {
        "page_title": _("Retraining order"),
        "page_subtitle": order.person.name,
        "header_icon": "repeat",
        "order": order,
        "first": seats.first_evening(order),
        "classes": seats.classes_for(order, at=timezone.now()),
        "may_change": order.is_to_do and user.has_perm("standing.order_retraining"),
    }
    return render(request, "standing/desk/retraining.html", context)


def order(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.order_retraining")
    found = get_object_or_404(Person, code=code)
    return asked(
        request,
        OrderForm(posted(request)),
        partial(actions.order_retraining, found, by=user),
        _("Ordered. The worker is told."),
        title=_("Order retraining"),
        about=found.name,
        back=reverse(PERSON, args=[code]),
        after=lambda made: reverse(ORDER, args=[made.code]),
        icon="repeat",
    )


def book(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.order_retraining")
    found = _found(code)
    return asked(
        request,
        BookForm(posted(request), order=found),
        partial(actions.book, found, by=user),
        _("The place is reserved."),
        title=_("Reserve a place for retraining"),
        about=str(found),
        back=reverse(ORDER, args=[code]),
        icon="repeat",
    )


def cancel(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "standing.order_retraining")
    found = _found(code)
    return asked(
        request,
        CancelForm(posted(request)),
        partial(actions.cancel_retraining, found, by=user),
        _("Withdrawn. The worker is told."),
        title=_("Withdraw the order"),
        about=str(found),
        back=reverse(ORDER, args=[code]),
        icon="repeat",
    )


def _found(code: str) -> Retraining:
    known = Retraining.objects.select_related("person", "hold", *cards.ORDER)
    return get_object_or_404(known, code=code)
