from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from school.lib.errors import Refusal
from school.people.models import User
from school.wages import actions
from school.wages.access import agrees_to
from school.wages.actions.follow_ups import check_open
from school.wages.models import FollowUp
from school.wages.refusals import NotAskedAnyMore
from school.wages.rules import Pay
from school.wages.views.asking import Asked, ask, workplace_of
from school.wages.views.consent import agree, covers, wage_text


def _own(request: HttpRequest, code: str) -> FollowUp:
    assert isinstance(request.user, User)
    return get_object_or_404(
        FollowUp.objects.select_related(
            "enrollment__person", "enrollment__cohort__edition__course"
        ),
        enrollment__person__user=request.user,
        code=code,
    )


@login_required
def follow_up(request: HttpRequest, code: str) -> HttpResponse:
    """One's own question, after the consent to it."""
    found = _own(request, code)
    context = {"follow_up": found}
    try:
        check_open(found, at=timezone.now())
    except Refusal as refusal:
        return render(
            request, "wages/follow_up_closed.html", {**context, "refusal": refusal}
        )
    if not agrees_to(found):
        return _ask_consent(request, context)
    asked = Asked(
        follow_up=found,
        layout="layouts/portal.html",
        address=reverse("wages:follow_up", args=[code]),
        taps=reverse("wages:follow_up_answer", args=[code]),
        back=reverse("wages:mine"),
        where=found.enrollment.cohort.name,
        answer=partial(_answered, request, found),
    )
    return ask(request, asked)


def _ask_consent(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    text = wage_text()
    if text and not covers(text, context["follow_up"]):
        closed = {**context, "refusal": NotAskedAnyMore()}
        return render(request, "wages/follow_up_closed.html", closed)
    return render(request, "wages/follow_up_consent.html", {**context, "text": text})


@login_required
@require_POST
def follow_up_answer(request: HttpRequest, code: str) -> HttpResponse:
    """`answer` is agree, employed (the pay is not told) or not_employed."""
    asked = _own(request, code)
    assert isinstance(request.user, User)
    answer = request.POST.get("answer", "")
    try:
        if answer in FollowUp.Employment.values:
            workplace = workplace_of(request.POST.get("workplace", ""))
            return _answered(request, asked, answer, workplace, None)
        if answer == "agree":
            version = request.POST.get("version", "")
            agree(asked.enrollment.person, version=version, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.message))
    return redirect("wages:follow_up", code)


def _answered(
    request: HttpRequest,
    asked: FollowUp,
    employment: str,
    workplace: str,
    pay: Pay | None,
) -> HttpResponse:
    assert isinstance(request.user, User)
    actions.answer_follow_up(
        asked, employment=employment, workplace=workplace, pay=pay, by=request.user
    )
    messages.success(request, _("Noted. Thank you for telling us."))
    return redirect("wages:mine")
