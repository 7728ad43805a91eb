"""The whole paper on one page, which goes on without a signal."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from school.assessment import actions, arriving, papers
from school.assessment.accommodations import page_help
from school.assessment.actions.answers import Taken
from school.assessment.models import Attempt, Paper
from school.assessment.views.own import (
    device_of,
    is_elsewhere,
    name_device,
    new_name,
    own_sitting,
)
from school.journal.actors import SYSTEM
from school.lib.batches import MALFORMED
from school.lib.crypto import signature
from school.lib.errors import Refusal
from school.people.requests import MemberRequest
from school.ui import phone

STORING = [
    *phone.SCRIPTS,
    "assessment/sitting/store.js",
    "assessment/sitting/sending.js",
]
ANSWERING = [
    *STORING,
    "assessment/sitting/fields.js",
    "assessment/sitting/paper.js",
]


def on_the_phone(request: MemberRequest, sitting: Attempt) -> dict[str, Any]:
    """What a page needs whose script keeps and sends what is answered."""
    return {
        "attempt": sitting,
        "scope": scope(),
        "now": timezone.now(),
        # Answers wait on the phone for the one who gave them, and nobody else sends them.
        "owner": signature(str(request.user.pk), purpose="assessment.owner").hex()[:16],
    }


@login_required
@never_cache
@require_safe
def sit(request: MemberRequest, code: str) -> HttpResponse:
    sitting = own_sitting(request, code)
    if sitting.status == Attempt.Status.MARKED:
        return redirect("assessment:attempt", code)
    context = on_the_phone(request, sitting)
    if is_elsewhere(request, sitting):
        scripts = [*STORING, "assessment/sitting/older.js"]
        return render(
            request, "assessment/elsewhere.html", context | {"scripts": scripts}
        )
    lines = list(sitting.papers.select_related("question__picture", "answer"))
    asked = papers.asked_of(lines)
    context |= {
        "scripts": ANSWERING,
        "lines": asked,
        "answered": sum(line.is_answered for line in asked),
        "saved": _saved(lines),
        "given": sitting.times_given.all(),
        **page_help(sitting.enrollment),
        "first": papers.first_open(papers.lines_from(lines)) or 1,
    }
    return render(request, "assessment/sit.html", context)


@login_required
@require_POST
def continue_here(request: MemberRequest, code: str) -> HttpResponse:
    sitting = own_sitting(request, code)
    response = redirect("assessment:attempt", code)
    if sitting.status == Attempt.Status.STARTED:
        name = device_of(request) or new_name()
        try:
            actions.continue_exam(sitting, by=request.user, device=name)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            name_device(request, response, name)
    return response


@login_required
@never_cache
@require_POST
def answers(request: MemberRequest, code: str) -> JsonResponse:
    """A batch from the sitting page; each answer is answered for itself.

    On the way of three hundred people who answer every few seconds: it asks the
    database as little as it can.
    """
    own = Attempt.objects.filter(enrollment__person__user_id=request.user.pk)
    attempt = get_object_or_404(own, code=code)
    try:
        arrived = arriving.parse(request.body)
    except MALFORMED:
        return JsonResponse({"code": "malformed"}, status=400)
    now, taken = timezone.now(), []
    if arrived.answers:
        taken = actions.save_answers(
            attempt, arrived.answers, by=request.user, device=device_of(request), at=now
        )
    if attempt.status == Attempt.Status.STARTED:
        if arrived.hands_in and not is_elsewhere(request, attempt):
            attempt = actions.submit_exam(attempt, by=request.user, at=now)
        elif attempt.is_over(at=now) or (
            arrived.is_over and now >= attempt.deadline_at
        ):
            attempt = actions.submit_exam(attempt, by=SYSTEM, at=now)
    return JsonResponse(
        {
            "now": int(now.timestamp() * 1000),
            "deadline": int(attempt.deadline_at.timestamp() * 1000),
            "status": attempt.status,
            "elsewhere": is_elsewhere(request, attempt),
            "results": [_result(one) for one in taken],
        }
    )


def _result(one: Taken) -> dict[str, Any]:
    if one.refusal:
        return {
            "uuid": one.uuid,
            "status": "refused",
            "code": one.refusal.code,
            "text": str(one.refusal),
        }
    return {"uuid": one.uuid, "status": "late" if one.is_late else "kept"}


def _saved(lines: Sequence[Paper]) -> dict[int, Any]:
    """What the school has, for the page's script: by letter, with the moment given."""
    return {
        paper.number: {
            "chosen": papers.letters_of(paper),
            "at": int(paper.answer.given_at.timestamp() * 1000),
        }
        for paper in lines
        if hasattr(paper, "answer")
    }


def scope() -> str:
    """The folder whose pages the worker answers for."""
    return phone.scope_of("assessment:worker")


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the sitting's page while there is no signal."""
    return phone.worker(request, "assessment/worker.js")
