"""Help in the exam, corrections of questions and practice, as tests need them."""

from typing import Any

from django.utils import timezone

from school.assessment import actions
from school.assessment.models import (
    Accommodation,
    Attempt,
    Correction,
    HelpRequest,
    Practised,
    Question,
)
from school.enrollment.models import Enrollment
from school.journal.actors import SYSTEM


def make_accommodation(
    enrollment: Enrollment, kind: str = "oral", **extra: Any
) -> Accommodation:
    is_time = kind == Accommodation.Kind.MORE_TIME
    given = {
        "percent": 50 if is_time else None,
        "basis": Accommodation.Basis.SPOKEN_WITH,
        "granted_at": timezone.now(),
        **extra,
    }
    return Accommodation.objects.create(enrollment=enrollment, kind=kind, **given)


def make_help_request(enrollment: Enrollment, *kinds: str) -> HelpRequest:
    return HelpRequest.objects.create(
        enrollment=enrollment,
        kinds=list(kinds or ("more_time",)),
        asked_at=timezone.now(),
    )


def make_correction(question: Question, **extra: Any) -> Correction:
    """Proposed; another answer is right unless `kind` says otherwise."""
    given = {"kind": Correction.Kind.NEW_KEY, "reason": "教材改版", **extra}
    if given["kind"] == Correction.Kind.NEW_KEY:
        given.setdefault("answer", ["A"])
    return Correction.objects.create(
        question=question, proposed_at=timezone.now(), **given
    )


def make_practised(enrollment: Enrollment, question: Question) -> Practised:
    """Answered once, and wrong."""
    return Practised.objects.create(
        enrollment=enrollment,
        question=question,
        tries=1,
        was_wrong=True,
        chosen=["A"],
        last_at=timezone.now(),
    )


def wrong_question(attempt: Attempt) -> Question:
    """The question in the last place of the paper, which `sit_exam` answers with A."""
    return attempt.papers.order_by("-number")[0].question


def corrected(question: Question, **extra: Any) -> Correction:
    """Confirmed, and its papers marked again."""
    correction = make_correction(question, **extra)
    correction = actions.confirm_correction(correction, by=SYSTEM)
    actions.remark(correction)
    correction.refresh_from_db()
    return correction
