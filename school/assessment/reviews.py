"""A paper that is handed in, with what was right and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from school.assessment import corrections
from school.assessment.models import Attempt, Paper, Question
from school.assessment.papers import (
    LETTERS,
    Option,
    Pictures,
    chosen_of,
    options_of,
    pictures_of,
    typed_in,
)
from school.assessment.rules.answers import Accepts, Key, is_right


@dataclass(frozen=True, slots=True)
class ReviewedOption:
    option: Option
    is_right: bool
    # Where it belongs, of things to put in order.
    right_place: int | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    number: int
    question: Question
    options: Sequence[ReviewedOption]
    is_answered: bool
    is_right: bool
    typed: str
    right_number: str
    # It proved wrong, and more than its one answer counts.
    is_open: bool
    # It proved wrong, and is marked otherwise than it was written.
    is_corrected: bool


def reviewed(attempt: Attempt) -> list[Reviewed]:
    """Every question with the right answer: only for a paper that is handed in."""
    if attempt.status != Attempt.Status.MARKED:
        raise ValueError("the paper is not handed in")
    papers = attempt.papers.select_related(
        "question__lesson", "question__standard", "question__picture", "answer"
    )
    pictures = pictures_of(paper.question for paper in papers)
    keys = corrections.keys_of(paper.question for paper in papers)
    return [reviewed_by(paper, keys[paper.question_id], pictures) for paper in papers]


def reviewed_by(paper: Paper, key: Key, pictures: Pictures) -> Reviewed:
    """One question with what was answered, and what counts as right."""
    is_number = paper.question.kind == Question.Kind.NUMERIC
    return Reviewed(
        number=paper.number,
        question=paper.question,
        options=[
            _option(paper, option, key.answer) for option in options_of(paper, pictures)
        ],
        is_answered=bool(chosen_of(paper)),
        is_right=is_right(key, chosen_of(paper)),
        typed=typed_in(paper),
        right_number="".join(key.answer) if is_number else "",
        is_open=key.accepts is not Accepts.THE_ANSWER,
        is_corrected=corrections.is_corrected(paper.question, key),
    )


def _option(paper: Paper, option: Option, answer: Sequence[str]) -> ReviewedOption:
    key = dict(zip(LETTERS, paper.option_order, strict=False))[option.letter]
    if paper.question.kind == Question.Kind.ORDERING:
        place = answer.index(key) + 1
        return ReviewedOption(option, option.place == place, place)
    return ReviewedOption(option, key in answer)
