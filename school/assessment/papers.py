"""A sitting as its pages show it: before it is handed in, without a word of the answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from school.assessment import corrections
from school.assessment.models import Attempt, Paper, Question
from school.assessment.rules.answers import Key, fits, is_right
from school.assessment.rules.paper import mark_paper
from school.lib.fields import in_language

# What the trainee sees and sends is a place in her own paper, never the bank's key.
LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Option:
    letter: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ReviewedOption(Option):
    is_right: bool


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Reviewed:
    number: int
    question: Question
    options: Sequence[ReviewedOption]
    is_answered: bool
    is_right: bool


def lines_of(attempt: Attempt) -> list[Line]:
    """The numbers of the paper, and which have an answer."""
    papers = attempt.papers.select_related("answer").only(
        "number", "attempt", "answer__chosen"
    )
    return [Line(paper.number, bool(chosen_of(paper))) for paper in papers]


def first_open(lines: Sequence[Line]) -> int | None:
    return next((line.number for line in lines if not line.is_answered), None)


def options_of(paper: Paper) -> list[Option]:
    texts = {option["key"]: option for option in paper.question.options}
    chosen = chosen_of(paper)
    return [
        Option(letter, in_language(texts[key]), key in chosen)
        for letter, key in zip(LETTERS, paper.option_order, strict=False)
    ]


def keys_of(paper: Paper, letters: Sequence[str]) -> list[str]:
    """The bank's keys of what was chosen by letter; an unknown letter stays unknown."""
    if paper.question.kind == Question.Kind.NUMERIC:
        return list(letters)
    by_letter = dict(zip(LETTERS, paper.option_order, strict=False))
    return [by_letter.get(letter, letter + "?") for letter in letters]


def tidied(paper: Paper, chosen: Sequence[str]) -> list[str]:
    """In the one form in which an answer is kept; only an order keeps its own."""
    if paper.question.kind in (Question.Kind.ORDERING, Question.Kind.NUMERIC):
        return [one.strip() for one in chosen if one.strip()]
    return sorted(set(chosen))


def belongs(paper: Paper, chosen: Sequence[str]) -> bool:
    """Whether it may be an answer to this question at all, or the taking back of one."""
    return fits(paper.question.kind, paper.option_order, chosen)


def key_of(question: Question) -> Key:
    return Key(question.kind, tuple(question.answer), question.tolerance)


def is_right_in(paper: Paper, chosen: Sequence[str]) -> bool:
    return is_right(key_of(paper.question), chosen)


def reviewed(attempt: Attempt) -> list[Reviewed]:
    """Every question with the right answer: only for a paper that is handed in."""
    if attempt.status != Attempt.Status.MARKED:
        raise ValueError("the paper is not handed in")
    papers = attempt.papers.select_related(
        "question__lesson", "question__standard", "answer"
    )
    return [_reviewed(paper) for paper in papers]


def points_of(attempt: Attempt) -> int:
    """What the answers that count now are worth."""
    lines = list(attempt.papers.select_related("question", "answer"))
    keys = corrections.keys_of(line.question for line in lines)
    return mark_paper(
        {line.number: keys[line.question_id] for line in lines},
        {line.number: chosen_of(line) for line in lines},
        points_each=attempt.enrollment.cohort.edition.exam_points_each,
    )


def _reviewed(paper: Paper) -> Reviewed:
    chosen, answer = chosen_of(paper), paper.question.answer
    keys = paper.option_order
    return Reviewed(
        number=paper.number,
        question=paper.question,
        options=[
            ReviewedOption(option.letter, option.text, option.is_chosen, key in answer)
            for option, key in zip(options_of(paper), keys, strict=True)
        ],
        is_answered=bool(chosen),
        is_right=is_right_in(paper, chosen),
    )


def chosen_of(paper: Paper) -> list[str]:
    return paper.answer.chosen if hasattr(paper, "answer") else []
