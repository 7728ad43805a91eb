"""Suggestions in the access matrix: one of the trainee's, and a case that waits for one; a survey."""

from dataclasses import dataclass
from typing import Any

from school.feedback.models import (
    CoachingNote,
    ComplaintKind,
    ServiceFigure,
    SurveyCall,
)
from school.points.cases.models import Case
from tests.factories.feedback import make_figure, make_kind, make_note
from tests.factories.surveys import make_call, make_link, make_survey

KEY = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Feedback:
    kind: ComplaintKind
    note: CoachingNote
    waiting: Case
    figure: ServiceFigure
    call: SurveyCall
    key: str


def give_feedback(world: Any) -> Feedback:
    """After the cases, which so find no kind of theirs."""
    kind = make_kind()
    note = make_note(world.person, kind=kind, by=world.people["points_officer"])
    call = make_call(make_survey(world.cohort), world.enrollment)
    make_link(call, KEY)
    figure = make_figure(world.person)
    return Feedback(kind, note, world.cases.answered, figure, call, KEY)
