"""A sitting as its pages show it: before it is handed in, without a word of the answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from school.assessment import corrections
from school.assessment.models import Attempt, Paper, Question, QuestionPicture
from school.assessment.rules.answers import Key, fits
from school.assessment.rules.paper import mark_paper
from school.lib.fields import in_language

# What the trainee sees and sends is a place in her own paper, never the bank's key.
LETTERS = "ABCDEFGHIJKL"
Pictures = Mapping[str, QuestionPicture]


@dataclass(frozen=True, slots=True)
class Option:
    letter: str
    text: str
    is_chosen: bool
    picture: QuestionPicture | None = None
    # Where she has put it, of things to put in order.
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the paper, as it is put to the trainee."""

    number: int
    question: Question
    options: Sequence[Option]
    is_answered: bool
    # What she wrote, where the answer is a number.
    typed: str

    @property
    def name(self) -> str:
        """Of its fields, on a page with the whole paper."""
        return f"q{self.number}"


def lines_of(attempt: Attempt) -> list[Line]:
    """The numbers of the paper, and which have an answer."""
    papers = attempt.papers.select_related("answer").only(
        "number", "attempt", "answer__chosen"
    )
    return lines_from(papers)


def lines_from(papers: Iterable[Paper]) -> list[Line]:
    return [Line(paper.number, bool(chosen_of(paper))) for paper in papers]


def first_open(lines: Sequence[Line]) -> int | None:
    return next((line.number for line in lines if not line.is_answered), None)


def asked_of(papers: Sequence[Paper]) -> list[Asked]:
    """Questions with their pictures, as they are put before the paper is handed in."""
    pictures = pictures_of(paper.question for paper in papers)
    return [
        Asked(
            number=paper.number,
            question=paper.question,
            options=options_of(paper, pictures),
            is_answered=bool(chosen_of(paper)),
            typed=typed_in(paper),
        )
        for paper in papers
    ]


def options_of(paper: Paper, pictures: Pictures) -> list[Option]:
    """By the letters of this paper; things to put in order as she last put them."""
    texts = {option["key"]: option for option in paper.question.options}
    chosen = chosen_of(paper)
    is_order = paper.question.kind == Question.Kind.ORDERING
    options = [
        Option(
            letter=letter,
            text=in_language(texts[key]),
            is_chosen=key in chosen,
            picture=pictures.get(texts[key].get("picture", "")),
            place=chosen.index(key) + 1 if is_order and key in chosen else None,
        )
        for letter, key in zip(LETTERS, paper.option_order, strict=False)
    ]
    return sorted(options, key=lambda option: option.place or 0)


def pictures_of(questions: Iterable[Question]) -> Pictures:
    codes = {
        option["picture"]
        for question in questions
        for option in question.options
        if option.get("picture")
    }
    if not codes:
        return {}
    found = QuestionPicture.objects.filter(code__in=codes)
    return {picture.code: picture for picture in found}


def keys_of(paper: Paper, letters: Sequence[str]) -> list[str]:
    """The bank's keys of what was chosen by letter; an unknown letter stays unknown."""
    if paper.question.kind == Question.Kind.NUMERIC:
        return list(letters)
    by_letter = dict(zip(LETTERS, paper.option_order, strict=False))
    return [by_letter.get(letter, letter + "?") for letter in letters]


def letters_of(paper: Paper, chosen: Sequence[str] | None = None) -> list[str]:
    """What is chosen, by the letters of this paper; a number as it was written."""
    keys = chosen_of(paper) if chosen is None else chosen
    if paper.question.kind == Question.Kind.NUMERIC:
        return list(keys)
    by_key = dict(zip(paper.option_order, LETTERS, strict=False))
    return [by_key[key] for key in keys if key in by_key]


def tidied(paper: Paper, chosen: Sequence[str]) -> list[str]:
    """In the one form in which an answer is kept; only an order keeps its own."""
    if paper.question.kind in (Question.Kind.ORDERING, Question.Kind.NUMERIC):
        return [one.strip() for one in chosen if one.strip()]
    return sorted(set(chosen))


def belongs(paper: Paper, chosen: Sequence[str]) -> bool:
    """Whether it may be an answer to this question at all, or the taking back of one."""
    return fits(paper.question.kind, paper.option_order, chosen)


def key_of(question: Question) -> Key:
    """As the bank has it; how it is marked once it proved wrong, `corrections` knows."""
    return Key(question.kind, tuple(question.answer), question.tolerance)


def points_of(attempt: Attempt) -> int:
    """What the answers that count now are worth."""
    lines = list(attempt.papers.select_related("question", "answer"))
    keys = corrections.keys_of(line.question for line in lines)
    return mark_paper(
        {line.number: keys[line.question_id] for line in lines},
        {line.number: chosen_of(line) for line in lines},
        points_each=attempt.enrollment.cohort.edition.exam_points_each,
    )


def chosen_of(paper: Paper) -> list[str]:
    return paper.answer.chosen if hasattr(paper, "answer") else []


def typed_in(paper: Paper) -> str:
    is_number = paper.question.kind == Question.Kind.NUMERIC
    return "".join(chosen_of(paper)) if is_number else ""
