"""One sitting laid open: its paper, and every answer as it came, for who must judge it."""

from collections.abc import Sequence
from dataclasses import dataclass

from school.assessment import corrections
from school.assessment.actions.late import waiting_of
from school.assessment.draws import is_drawn_again
from school.assessment.models import AnswerEvent, Attempt, LateCount, Question
from school.assessment.papers import chosen_of
from school.assessment.rules.answers import Key, is_right


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A question as it was drawn, what counts as its answer, and how that is marked."""

    number: int
    question: Question
    option_order: str
    right: str
    chosen: str
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
    counts: Sequence[LateCount]
    # Answers that came too late and wait for a decision.
    waiting: int
    is_drawn_again: bool


def log_of(attempt: Attempt) -> Log:
    papers = list(attempt.papers.select_related("question__module", "answer"))
    keys = corrections.keys_of(paper.question for paper in papers)
    events = attempt.answer_events.select_related("paper", "recorded_by")
    return Log(
        attempt=attempt,
        paper=[
            PaperRow(
                number=paper.number,
                question=paper.question,
                option_order=" ".join(paper.option_order),
                right=_right(keys[paper.question_id]),
                chosen=" ".join(chosen_of(paper)),
                is_right=is_right(keys[paper.question_id], chosen_of(paper)),
            )
            for paper in papers
        ],
        events=[
            EventRow(event, event.paper.number, " ".join(event.chosen))
            for event in events.order_by("received_at", "pk")
        ],
        counts=list(attempt.late_counts.select_related("counted_by")),
        waiting=len(waiting_of(attempt)),
        is_drawn_again=is_drawn_again(attempt),
    )


def _right(key: Key) -> str:
    tolerance = f" ± {key.tolerance.normalize():f}" if key.tolerance else ""
    return " ".join(key.answer) + tolerance
