"""Whether answers count that were given in time and came too late."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from school.assessment import corrections, refusals
from school.assessment.access import can_count_late
from school.assessment.actions.answers import let_count
from school.assessment.actions.exam import locked
from school.assessment.actions.results import decide_again
from school.assessment.models import AnswerEvent, Attempt, LateDecision
from school.assessment.papers import chosen_of, points_of
from school.assessment.rules.answers import is_right
from school.enrollment.models import Enrollment
from school.enrollment.places import held_with_lines
from school.journal import actions as journal
from school.journal.actors import SYSTEM, Actor
from school.lib.errors import NotPermitted
from school.notices.actions import notify
from school.people.models import User


@transaction.atomic
def count_late_answers(
    attempt: Attempt, *, by: Actor, reason: str, at: datetime | None = None
) -> Attempt:
    """Let the answers count that came too late, and mark the paper anew.

    An answer that was right stays, so nobody loses a point by it. A result that is out
    follows, and the trainee is told.
    """
    now = at or timezone.now()
    attempt, events = _to_decide(attempt, by=by)
    before = attempt.points or 0
    let_count(_not_right_yet(events))
    attempt.points = max(before, points_of(attempt))
    attempt.save(update_fields=["points"])
    made = _keep_decision(
        attempt, events, before, by=by, counts=True, reason=reason, at=now
    )
    journal.record(
        by=by,
        verb="assessment.count_late",
        on=attempt,
        reason=reason,
        data={"before": before, "after": made.points_after, "answers": len(events)},
        at=now,
    )
    _tell(attempt, "late_counted", by=by, at=now)
    decide_again(attempt.enrollment, by=SYSTEM, at=now)
    return attempt


@transaction.atomic
def decline_late_answers(
    attempt: Attempt, *, by: Actor, reason: str, at: datetime | None = None
) -> Attempt:
    """Let the answers that came too late not count; they stay in the log of the sitting."""
    now = at or timezone.now()
    attempt, events = _to_decide(attempt, by=by)
    points = attempt.points or 0
    _keep_decision(attempt, events, points, by=by, counts=False, reason=reason, at=now)
    journal.record(
        by=by,
        verb="assessment.decline_late",
        on=attempt,
        reason=reason,
        data={"answers": len(events)},
        at=now,
    )
    _tell(attempt, "late_declined", by=by, at=now, reason=reason)
    return attempt


def waiting_of(attempt: Attempt) -> list[AnswerEvent]:
    """Answers that came too late and on which nobody has decided yet."""
    late = attempt.answer_events.filter(is_late=True)
    if last := attempt.late_decisions.order_by("pk").last():
        # Answers and decisions wait for each other at the sitting, so what came after
        # is numbered after; the clock was read before the waiting.
        after = {"pk__gt": last.last_event_id}
        late = late.filter(
            **after if last.last_event_id else {"received_at__gt": last.at}
        )
    return list(late.select_related("paper__question", "paper__answer"))


def _to_decide(attempt: Attempt, *, by: Actor) -> tuple[Attempt, list[AnswerEvent]]:
    """Held in the order of a release: the class, the enrolment, the sitting."""
    if not can_count_late(by):
        raise NotPermitted
    held_with_lines(attempt.enrollment.cohort_id)
    Enrollment.objects.select_for_update(of=("self",)).get(pk=attempt.enrollment_id)
    attempt = locked(attempt)
    events = waiting_of(attempt)
    if attempt.status != Attempt.Status.MARKED or not events:
        raise refusals.NothingLate
    return attempt, events


def _keep_decision(
    attempt: Attempt,
    events: Sequence[AnswerEvent],
    points_before: int,
    *,
    by: Actor,
    counts: bool,
    reason: str,
    at: datetime,
) -> LateDecision:
    return LateDecision.objects.create(
        attempt=attempt,
        counts=counts,
        last_event=max(events, key=lambda event: event.pk),
        reason=reason,
        decided_by=by if isinstance(by, User) else None,
        at=at,
        points_before=points_before,
        points_after=attempt.points or 0,
    )


def _tell(
    attempt: Attempt, kind: str, *, by: Actor, at: datetime, **context: str
) -> None:
    notify(
        attempt.enrollment.person,
        kind=kind,
        context={"cohort": attempt.enrollment.cohort.name, **context},
        link=reverse("assessment:attempt", args=[attempt.code]),
        by=by,
        at=at,
    )


def _not_right_yet(events: Sequence[AnswerEvent]) -> list[AnswerEvent]:
    keys = corrections.keys_of(event.paper.question for event in events)
    return [
        event
        for event in events
        if not is_right(keys[event.paper.question_id], chosen_of(event.paper))
    ]
