"""One sitting laid open: its paper, and every answer as it came, for who must judge it."""

from collections.abc import Sequence
from dataclasses import dataclass

from school.assessment import corrections
from school.assessment.actions.late import waiting_of
from school.assessment.draws import is_drawn_again
from school.assessment.models import (
    AnswerEvent,
    Attempt,
    LateDecision,
    Paper,
    Question,
)
from school.assessment.papers import LETTERS, chosen_of
from school.assessment.rules.answers import Key, is_right
from school.lib.fields import in_language


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A question as it was drawn, what counts as its answer, and how that is marked."""

    number: int
    question: Question
    option_order: str
    right: str
    chosen: str
    # The options chosen, in words.
    wording: Sequence[str]
    is_right: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    event: AnswerEvent
    number: int
    chosen: str

    @property
    def seconds_on_the_way(self) -> int:
        return int((self.event.received_at - self.event.given_at).total_seconds())


@dataclass(frozen=True, slots=True)
class Log:
    attempt: Attempt
    paper: Sequence[PaperRow]
    events: Sequence[EventRow]
    decisions: Sequence[LateDecision]
    # Answers that came too late and wait for a decision.
    waiting: int
    is_drawn_again: bool


def log_of(attempt: Attempt) -> Log:
    papers = list(attempt.papers.select_related("question__module", "answer"))
    paper_of = {paper.pk: paper for paper in papers}
    keys = corrections.keys_of(paper.question for paper in papers)
    events = attempt.answer_events.select_related("paper", "recorded_by")
    return Log(
        attempt=attempt,
        paper=[
            PaperRow(
                number=paper.number,
                question=paper.question,
                option_order=_as_seen(paper, paper.option_order),
                right=_right(paper, keys[paper.question_id]),
                chosen=_as_seen(paper, chosen_of(paper)),
                wording=_wording(paper),
                is_right=is_right(keys[paper.question_id], chosen_of(paper)),
            )
            for paper in papers
        ],
        events=[
            _event_row(event, paper_of[event.paper_id])
            for event in events.order_by("received_at", "pk")
        ],
        decisions=list(attempt.late_decisions.select_related("decided_by")),
        waiting=len(waiting_of(attempt)),
        is_drawn_again=is_drawn_again(attempt),
    )


def _event_row(event: AnswerEvent, paper: Paper) -> EventRow:
    return EventRow(event, paper.number, _as_seen(paper, event.chosen))


def _as_seen(paper: Paper, keys: Sequence[str]) -> str:
    """The letters of her paper, each with the key of the bank, as in "B=A"."""
    if paper.question.kind == Question.Kind.NUMERIC:
        return " ".join(keys)
    words = _words(paper) if paper.question.kind == Question.Kind.TRUE_FALSE else {}
    letters = dict(zip(paper.option_order, LETTERS, strict=False))
    return " ".join(f"{letters.get(key, '?')}={words.get(key, key)}" for key in keys)


def _words(paper: Paper) -> dict[str, str]:
    return {one["key"]: in_language(one) for one in paper.question.options}


def _wording(paper: Paper) -> list[str]:
    if paper.question.kind == Question.Kind.TRUE_FALSE:
        return []
    words = _words(paper)
    return [words[key] for key in chosen_of(paper) if key in words]


def _right(paper: Paper, key: Key) -> str:
    tolerance = f" ± {key.tolerance.normalize():f}" if key.tolerance else ""
    return _as_seen(paper, key.answer) + tolerance
