"""The shop's screens at the desk: the counter, the store, the partners' keys."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from school.people.models import User
from school.people.requests import allowed
from school.points.models import Reward
from school.points.shop import access, actions, refusals, rules
from school.points.shop.codes import typed_code
from school.points.shop.desk_forms import CodeForm, MovementForm, WhyForm
from school.points.shop.models import Partner, Redemption
from school.points.shop.stock import is_stored, stock_of
from school.ui.steps import posted, press, send

PARTS = ("person__user", "person__company", "reward", "enrollment__cohort", "hold")


def _clerk(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not access.settles_something(user):
        raise PermissionDenied
    return user


def _all() -> QuerySet[Redemption]:
    return Redemption.objects.select_related(*PARTS)


@never_cache
def hand_over(request: HttpRequest) -> HttpResponse:
    """The counter: the code from her phone, who she is, what she gets, and one button."""
    user = _clerk(request)
    form = CodeForm(posted(request) or request.GET or None)
    found = None
    if form.is_valid():
        code = typed_code(form.cleaned_data["code"])
        found = _all().filter(collection_code=code).first()
        if found is None:
            form.add_error("code", str(refusals.UnknownCode()))
    if found and request.method == "POST":
        press(request, lambda: _handed(found, by=user))
        return redirect("points_desk:hand_over")
    context = {
        "page_title": _("Hand over"),
        "header_icon": "tag",
        "form": form,
        "found": found,
        "is_ready": found and found.is_open and found.reward.kind == rules.TOOL,
    }
    return render(request, "points/shop/desk/hand_over.html", context)


def _handed(redemption: Redemption, *, by: User) -> str:
    actions.fulfil(redemption, by=by)
    said = _("%(reward)s is handed over to %(person)s.")
    return said % {"reward": redemption.reward, "person": redemption.person}


@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    user = _clerk(request)
    redemption = get_object_or_404(_all(), code=code)

    def verb() -> str:
        actions.approve(redemption, by=user)
        return _("It is ready. She is told.")

    press(request, verb)
    return redirect("redemption:inspect", redemption.pk)


def cancel(request: HttpRequest, code: str) -> HttpResponse:
    user = _clerk(request)
    redemption = get_object_or_404(_all(), code=code)
    if not access.can_settle(user, redemption):
        raise PermissionDenied
    form = WhyForm(posted(request))

    def verb() -> str:
        actions.cancel(redemption, by=user, reason=form.cleaned_data["reason"])
        return _("Cancelled. Her points are back, and she is told why.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("redemption:inspect", redemption.pk)
    context = {
        "page_title": _("Cancel the redemption"),
        "page_subtitle": str(redemption),
        "header_icon": "cross",
        "redemption": redemption,
        "form": form,
    }
    return render(request, "points/shop/desk/cancel.html", context)


def stock(request: HttpRequest) -> HttpResponse:
    """What lies in the store, what of it is kept for somebody, and what runs low."""
    allowed(request, "points.view_stockmovement")
    rewards = [one for one in Reward.objects.all() if is_stored(one)]
    counted = stock_of(rewards)
    rows = [
        {
            "reward": one,
            "stock": counted[one.pk],
            "is_low": counted[one.pk].is_low(one.warn_below),
        }
        for one in rewards
    ]
    context = {
        "page_title": _("The store"),
        "header_icon": "tag",
        "rows": sorted(rows, key=lambda row: not row["is_low"]),
        "low": sum(bool(row["is_low"]) for row in rows),
    }
    return render(request, "points/shop/desk/stock.html", context)


def move_stock(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, "points.change_stock")
    reward = get_object_or_404(Reward, code=code)
    form = MovementForm(posted(request))

    def verb() -> str:
        done = actions.move_stock(reward, by=user, **form.cleaned_data)
        said = _("Entered. %(after)s lie in the store now.")
        return said % {"after": done.after}

    if request.method == "POST" and send(request, form, verb):
        return redirect("points_desk:stock")
    context = {
        "page_title": _("Enter what comes or goes"),
        "page_subtitle": str(reward),
        "header_icon": "tag",
        "stock": stock_of([reward]).get(reward.pk),
        "form": form,
    }
    return render(request, "points/shop/desk/move_stock.html", context)


@never_cache
def give_key(request: HttpRequest, pk: int) -> HttpResponse:
    """A new key is shown once, on the page that made it."""
    user = allowed(request, "points.change_partner")
    partner = get_object_or_404(Partner, pk=pk)
    key = actions.give_key(partner, by=user) if request.method == "POST" else ""
    context = {
        "page_title": _("Key of the partner's desk"),
        "page_subtitle": partner.name,
        "header_icon": "key",
        "partner": partner,
        "key": key,
    }
    return render(request, "points/shop/desk/key.html", context)
