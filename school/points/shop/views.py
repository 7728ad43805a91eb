from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from school.people.access import person_of
from school.people.models import ConsentText, Person
from school.people.requests import MemberRequest, client_address
from school.points.accounts import accounts_on
from school.points.models import Reward
from school.points.shop import actions, papers, rules
from school.points.shop.actions.vouchers import partner_of
from school.points.shop.eligibility import Offer, catalogue, offers
from school.points.shop.forms import KeyForm, RedeemForm, SeatForm
from school.points.shop.hindrances import hindrances
from school.points.shop.models import Redemption, RedemptionQuerySet, Voucher
from school.points.shop.seats import promises_of
from school.points.shop.showing import code_of, is_put_off, limit_in_words
from school.ui.steps import posted, send

A_PAGE = 20


@login_required
def shop(request: MemberRequest) -> HttpResponse:
    """What I can have now, and what is missing for the rest."""
    person = person_of(request.user)
    if person is None:
        return render(request, "points/nobody.html")
    found = offers(catalogue(), person)
    against = hindrances(person)
    closed = [one for one in found if not one.is_open]
    context = {
        "held": accounts_on(person, timezone.localdate()),
        # Said once, not beside every reward.
        "against": against,
        "open": [one for one in found if one.is_open],
        "missing": [one.without(against) for one in closed],
        "waiting": _own(request).open(),
    }
    return render(request, "points/shop/shop.html", context)


@login_required
def reward(request: MemberRequest, code: str) -> HttpResponse:
    person = person_of(request.user)
    if person is None:
        return render(request, "points/nobody.html")
    offer = _offer(code, person)
    context = {
        "offer": offer,
        "reward": offer.reward,
        "held": accounts_on(person, timezone.localdate()),
        "limit": limit_in_words(offer.reward),
    }
    return render(request, "points/shop/reward.html", context)


@login_required
def redeem(request: MemberRequest, code: str) -> HttpResponse:
    """The one confirming step: what it costs, what is left, and for a seat which class."""
    person = person_of(request.user)
    if person is None:
        return render(request, "points/nobody.html")
    offer = _offer(code, person)
    form = _form(request, offer)
    if kept := _redeemed(request, form, person, offer.reward):
        return redirect("points:redemption", kept.code)
    if request.method == "POST":
        # Somebody else may have had the last one since this page was opened.
        offer = _offer(code, person)
    if not offer.is_open:
        if request.method == "POST":
            messages.error(request, _("Not redeemed. You keep all your points."))
        return redirect("points:reward", code)
    held = accounts_on(person, timezone.localdate())
    context = {
        "offer": offer,
        "reward": offer.reward,
        "form": form,
        "consent": getattr(form, "text", None),
        "left": held.balance - offer.reward.cost,
    }
    return render(request, "points/shop/redeem.html", context)


def _offer(code: str, person: Person) -> Offer:
    found = get_object_or_404(catalogue(), code=code)
    return offers([found], person)[0]


def _form(request: MemberRequest, offer: Offer) -> RedeemForm:
    if offer.reward.kind != rules.SEAT:
        return RedeemForm(posted(request))
    text = get_object_or_404(
        ConsentText.objects.current(), purpose=ConsentText.Purpose.ENROLMENT
    )
    return SeatForm(posted(request), text=text, seats=list(offer.seats))


def _redeemed(
    request: MemberRequest, form: RedeemForm, person: Person, reward: Reward
) -> Redemption | None:
    kept: list[Redemption] = []

    def verb() -> str:
        kept.append(
            actions.redeem(person, reward=reward, by=request.user, **form.choices)
        )
        return _("It is kept for you.")

    if request.method != "POST" or not send(request, form, verb):
        return None
    return kept[0]


@login_required
def redemptions(request: MemberRequest) -> HttpResponse:
    page = Paginator(_own(request), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "points/shop/redemptions.html", {"page": page})


@login_required
@never_cache
def redemption(request: MemberRequest, code: str) -> HttpResponse:
    """How it stands, and the code that she shows at the desk."""
    kept = get_object_or_404(_own(request), code=code)
    context: dict[str, Any] = {
        "redemption": kept,
        "reward": kept.reward,
        "voucher": Voucher.objects.filter(redemption=kept)
        .select_related("partner")
        .first(),
        "is_put_off": _waits_for_class(kept),
        "right": getattr(kept, "priority_right", None),
        "today": timezone.localdate(),
    }
    right = context["right"]
    if right and kept.status in rules.COUNTED and right.ends_on >= context["today"]:
        context["against"] = hindrances(kept.person)
        context["is_paused"] = bool(hindrances(kept.person, is_outside=True))
    if kept.is_open and kept.reward.kind == rules.TOOL:
        context["qr"] = code_of(kept)
    return render(request, "points/shop/redemption.html", context)


@login_required
def cancel(request: MemberRequest, code: str) -> HttpResponse:
    kept = get_object_or_404(_own(request), code=code)

    def verb() -> str:
        actions.cancel(kept, by=request.user)
        return _("Cancelled. Your points are back.")

    form = Form(posted(request))
    if request.method == "POST" and send(request, form, verb):
        return redirect("points:redemption", code)
    if not kept.is_open:
        return redirect("points:redemption", code)
    context = {
        "redemption": kept,
        "reward": kept.reward,
        "is_put_off": _waits_for_class(kept),
        "form": form,
    }
    return render(request, "points/shop/cancel.html", context)


def _waits_for_class(kept: Redemption) -> bool:
    """Whether its points wait for a later class that is promised to her."""
    seat = kept.enrollment
    return seat is not None and is_put_off(kept) and promises_of(seat).exists()


@login_required
@require_safe
@never_cache
def voucher_pdf(request: MemberRequest, code: str) -> HttpResponse:
    voucher = get_object_or_404(
        Voucher.objects.select_related("redemption__reward", "redemption__person"),
        redemption__in=_own(request),
        redemption__code=code,
    )
    answer = HttpResponse(papers.voucher_pdf(voucher), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{voucher.number}.pdf"'
    return answer


@never_cache
def voucher(request: HttpRequest, code: str) -> HttpResponse:
    """For the partner's desk: whether the voucher counts, and to take it, once."""
    found = get_object_or_404(
        Voucher.objects.select_related(
            "redemption__reward", "redemption__person", "partner"
        ),
        code=code,
    )
    form = KeyForm(posted(request))

    def verb() -> str:
        desk = partner_of(form.cleaned_data["key"], who=client_address(request))
        actions.take_voucher(found, by=desk)
        return _("Taken. The voucher is used up now.")

    if request.method == "POST" and send(request, form, verb):
        return redirect("points:voucher", code)
    kept = found.redemption
    counts = kept.is_open and kept.valid_until >= timezone.localdate()
    context = {"voucher": found, "redemption": kept, "counts": counts, "form": form}
    return render(request, "points/shop/voucher.html", context)


def _own(request: MemberRequest) -> RedemptionQuerySet:
    mine = Redemption.objects.filter(person__user_id=request.user.pk)
    return mine.select_related("reward", "enrollment__cohort", "priority_right")
