"""A question of a sitting in progress: shown alike, and kept alike, whoever taps it."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from school.assessment import actions, forms, papers
from school.assessment.models import Attempt, Paper
from school.lib.errors import Refusal
from school.people.requests import MemberRequest


def paper_of(attempt: Attempt, number: int) -> Paper:
    asked = attempt.papers.select_related("question__picture", "answer")
    return get_object_or_404(asked, number=number)


def in_progress(attempt: Attempt) -> dict[str, Any]:
    """How far the paper is answered, and how long it is open."""
    lines = papers.lines_of(attempt)
    unanswered = [line.number for line in lines if not line.is_answered]
    return {
        "attempt": attempt,
        "lines": lines,
        "answered": len(lines) - len(unanswered),
        "unanswered": unanswered,
        "now": timezone.now(),
    }


def at_question(attempt: Attempt, paper: Paper) -> dict[str, Any]:
    whole = in_progress(attempt)
    return {
        **whole,
        "line": papers.asked_of([paper])[0],
        "previous": paper.number - 1,
        "is_last": paper.number == len(whole["lines"]),
        "given": attempt.times_given.all(),
    }


def keep(
    request: MemberRequest, attempt: Attempt, paper: Paper, *, device: str = ""
) -> Refusal | None:
    """Keep what the form says, or say why not; without an answer the question stays open."""
    try:
        chosen = papers.keys_of(paper, forms.chosen_in(paper, request.POST))
        if chosen or hasattr(paper, "answer"):
            actions.save_answer(
                attempt,
                number=paper.number,
                chosen=chosen,
                by=request.user,
                device=device,
            )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return refusal
    return None
