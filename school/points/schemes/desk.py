"""The versions of the points rules at the desk: drafted, tried, handed on, approved."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.lib.errors import Refusal
from school.people.models import User
from school.people.requests import allowed
from school.points.schemes import actions, rules, words
from school.points.schemes.actions.holding import APPROVE_RIGHT, DRAFT_RIGHT, first_day
from school.points.schemes.forms import (
    ProposeForm,
    ReasonForm,
    RefuseForm,
    RewardForm,
    RuleForm,
    TiersForm,
)
from school.points.schemes.models import APPROVED, DRAFT, PROPOSED, Scheme
from school.points.schemes.trial import last_month, tried
from school.ui.asking import asked
from school.ui.step_up import step_up
from school.ui.steps import posted, press

VIEW = "points.view_scheme"
NAMES = "people.view_person"
RELATED = ("made_by", "proposed_by", "approved_by")


def _scheme(code: str) -> Scheme:
    return get_object_or_404(Scheme.objects.select_related(*RELATED), code=code)


def index(request: HttpRequest) -> HttpResponse:
    user = allowed(request, VIEW)
    schemes = list(Scheme.objects.select_related(*RELATED))
    unfinished = (one for one in schemes if one.status in {DRAFT, PROPOSED, APPROVED})
    in_work = next(unfinished, None)
    context = {
        "page_title": _("Versions of the points rules"),
        "header_icon": "clipboard-list",
        "schemes": schemes,
        "in_work": in_work,
        "may_draft": user.has_perm(DRAFT_RIGHT) and in_work is None,
    }
    return render(request, "points/schemes/desk/index.html", context)


@step_up
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    user = allowed(request, DRAFT_RIGHT)
    made: list[Scheme] = []

    def verb() -> str:
        made.append(actions.draft_scheme(by=user))
        return _("The draft says what is in force. Change what should be otherwise.")

    press(request, verb)
    if made:
        return redirect("points_desk:scheme", made[0].code)
    return redirect("points_desk:schemes")


def one(request: HttpRequest, code: str) -> HttpResponse:
    """What changes first, then everything that it says."""
    user = allowed(request, VIEW)
    scheme = _scheme(code)
    context = {
        "page_title": str(scheme),
        "page_subtitle": scheme.get_status_display(),
        "header_icon": "clipboard-list",
        "scheme": scheme,
        "differences": _differences(scheme),
        "groups": words.groups(scheme.body, with_off=True),
        "tiers": scheme.body["tiers"],
        "rewards": scheme.body["catalogue"],
        "tier_names": words.tier_names(scheme.body),
        **_may(user, scheme),
    }
    return render(request, "points/schemes/desk/scheme.html", context)


def _differences(scheme: Scheme) -> list[words.Differs]:
    """To what is in force; of what is or was in force, none."""
    in_force = Scheme.objects.in_force()
    if in_force is None or scheme.status not in {DRAFT, PROPOSED, APPROVED}:
        return []
    made = rules.changes(in_force.body, scheme.body)
    return words.differences(made, words.tier_names(scheme.body))


def _may(user: User, scheme: Scheme) -> dict[str, bool]:
    drafts, approves = user.has_perm(DRAFT_RIGHT), user.has_perm(APPROVE_RIGHT)
    is_own = scheme.proposed_by_id == user.pk
    waits = scheme.status == PROPOSED
    return {
        "may_write": drafts and scheme.is_draft,
        "may_withdraw": drafts and waits,
        "may_answer": approves and waits and not is_own,
        "is_own": waits and is_own,
        "may_drop": (drafts and scheme.is_draft)
        or (approves and scheme.status == APPROVED),
        "may_try": scheme.status in {DRAFT, PROPOSED, APPROVED},
    }


def _write(
    request: HttpRequest,
    scheme: Scheme,
    form: Any,
    verb: Callable[..., Scheme],
    *,
    about: str,
) -> HttpResponse:
    return asked(
        request,
        form,
        verb,
        _("Kept in the draft. Nothing is in force by it yet."),
        title=about,
        about=str(scheme),
        button=_("Keep in the draft"),
        back=reverse("points_desk:scheme", args=[scheme.code]),
        icon="edit",
    )


def _part(request: HttpRequest, code: str, name: str, part: str) -> Any:
    user = allowed(request, DRAFT_RIGHT)
    scheme = _scheme(code)
    kept = scheme.part(name, part)
    if kept is None or not scheme.is_draft:
        raise Http404
    return user, scheme, kept


@step_up
def rule(request: HttpRequest, code: str, part: str) -> HttpResponse:
    user, scheme, kept = _part(request, code, "rules", part)
    return _write(
        request,
        scheme,
        RuleForm(posted(request), kept),
        partial(actions.write_rule, scheme, part, by=user),
        about=words.said(kept["title"]),
    )


@step_up
def reward(request: HttpRequest, code: str, part: str) -> HttpResponse:
    user, scheme, kept = _part(request, code, "catalogue", part)
    return _write(
        request,
        scheme,
        RewardForm(posted(request), kept, scheme),
        partial(actions.write_reward, scheme, part, by=user),
        about=words.said(kept["title"]),
    )


@step_up
def tiers(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, DRAFT_RIGHT)
    scheme = get_object_or_404(Scheme, code=code, status=DRAFT)
    return _write(
        request,
        scheme,
        TiersForm(posted(request), scheme),
        partial(actions.write_tiers, scheme, by=user),
        about=_("Tiers of the integrity score"),
    )


@step_up
def propose(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, DRAFT_RIGHT)
    scheme = _scheme(code)
    first = first_day(at=timezone.now())
    # A draft that was taken back or sent back knows what was typed the first time.
    day = max(scheme.starts_on or first, first)
    form = ProposeForm(
        posted(request), initial={"starts_on": day, "words": scheme.words}
    )
    return asked(
        request,
        form,
        partial(actions.propose_scheme, scheme, by=user),
        _("Handed on. A second person approves it or sends it back."),
        title=_("Hand the draft on"),
        about=str(scheme),
        back=reverse("points_desk:scheme", args=[code]),
    )


@step_up
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, DRAFT_RIGHT)
    scheme = _scheme(code)

    def verb() -> str:
        actions.withdraw_scheme(scheme, by=user)
        return _("Taken back: it is a draft again.")

    press(request, verb)
    return redirect("points_desk:scheme", code)


@step_up
@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, APPROVE_RIGHT)
    scheme = _scheme(code)

    def verb() -> str:
        actions.approve_scheme(scheme, by=user, seen=request.POST.get("seen", ""))
        return _("Approved and published. Every worker with points is told.")

    press(request, verb)
    return redirect("points_desk:scheme", code)


@step_up
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    user = allowed(request, APPROVE_RIGHT)
    scheme = _scheme(code)
    return asked(
        request,
        RefuseForm(posted(request), initial={"seen": request.GET.get("seen", "")}),
        partial(actions.refuse_scheme, scheme, by=user),
        _("Sent back. Who proposed it is told why."),
        title=_("Send the rules back"),
        about=str(scheme),
        back=reverse("points_desk:scheme", args=[code]),
        icon="warning",
    )


@step_up
def drop(request: HttpRequest, code: str) -> HttpResponse:
    scheme = _scheme(code)
    user = allowed(request, APPROVE_RIGHT if scheme.status == APPROVED else DRAFT_RIGHT)
    return asked(
        request,
        ReasonForm(posted(request)),
        partial(actions.drop_scheme, scheme, by=user),
        _("Given up. The rules in force stay."),
        title=_("Give this version up"),
        about=str(scheme),
        back=reverse("points_desk:scheme", args=[code]),
        icon="warning",
        is_serious=True,
    )


def trial(request: HttpRequest, code: str) -> HttpResponse:
    """Last month again, as though the draft had been in force."""
    user = allowed(request, VIEW)
    scheme = _scheme(code)
    try:
        outcome = tried(scheme, month=last_month(timezone.localdate()))
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    context = {
        "page_title": _("Try it on last month"),
        "page_subtitle": str(scheme),
        "header_icon": "history",
        "scheme": scheme,
        "outcome": outcome,
        "with_names": user.has_perm(NAMES),
    }
    return render(request, "points/schemes/desk/trial.html", context)
