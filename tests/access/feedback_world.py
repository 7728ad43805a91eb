"""Suggestions in the access matrix: one of the trainee's, and a case that waits for one."""

from dataclasses import dataclass
from typing import Any

from school.feedback.models import CoachingNote, ComplaintKind, ServiceFigure
from school.points.cases.models import Case
from tests.factories.feedback import make_figure, make_kind, make_note


@dataclass(frozen=True)
class Feedback:
    kind: ComplaintKind
    note: CoachingNote
    waiting: Case
    figure: ServiceFigure


def give_feedback(world: Any) -> Feedback:
    """After the cases, which so find no kind of theirs."""
    kind = make_kind()
    note = make_note(world.person, kind=kind, by=world.people["points_officer"])
    return Feedback(kind, note, world.cases.answered, make_figure(world.person))
