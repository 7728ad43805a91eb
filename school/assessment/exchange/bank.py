"""The bank's own questions, in the shape in which files write them."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from school.assessment import corrections
from school.assessment.models import Question
from school.assessment.rules.answers import Key, numeric
from school.assessment.rules.written import LETTERS, Option, Written, decimal_text

# The keys of a true/false question in the bank.
TRUTH = ("T", "F")
RELATED = ("module", "lesson", "standard", "picture", "replaces")


def bank_as_written(questions: QuerySet[Question]) -> list[Written]:
    """A whole bank, each question with the key that counts now."""
    found = list(questions.select_related(*RELATED))
    keys = corrections.keys_of(found)
    return [written_of(question, keys[question.pk]) for question in found]


def written_of(question: Question, key: Key) -> Written:
    letters = letters_of(question)
    if question.kind == Question.Kind.NUMERIC:
        answer = tuple(map(_plain_number, key.answer))
    else:
        answer = tuple(letters.get(one, one) for one in key.answer)
    return Written(
        code=question.code,
        module=question.module.code,
        kind=question.kind,
        stem_zh=_clean(question.stem_zh),
        stem_en=_clean(question.stem_en),
        answer=answer,
        explanation_zh=_clean(question.explanation_zh),
        explanation_en=_clean(question.explanation_en),
        options=tuple(_options(question, letters)),
        lesson=question.lesson.code if question.lesson else "",
        standard=question.standard.code if question.standard else "",
        difficulty=question.difficulty,
        use=question.use,
        picture=question.picture.code if question.picture else "",
        tolerance=key.tolerance,
        unit_zh=_clean(question.unit_zh),
        unit_en=_clean(question.unit_en),
        replaces=question.replaces.code if question.replaces else "",
    )


def letters_of(question: Question) -> dict[str, str]:
    """The letter in a file of each key in the bank, which may be another: T and F."""
    keys = [one["key"] for one in question.options]
    if question.kind == Question.Kind.TRUE_FALSE:
        keys.sort(key=lambda key: key != TRUTH[0])
    return dict(zip(keys, LETTERS, strict=False))


def keys_for(row: Written, question: Question | None = None) -> dict[str, str]:
    """The key in the bank of each letter: those that the question has, else the usual ones."""
    if question is not None:
        return {letter: key for key, letter in letters_of(question).items()}
    usual = TRUTH if row.kind == Question.Kind.TRUE_FALSE else LETTERS
    return dict(zip(LETTERS, usual, strict=False))


def _options(question: Question, letters: Mapping[str, str]) -> Iterable[Option]:
    found = (
        Option(
            letters[one["key"]],
            _clean(one["zh"]),
            _clean(one["en"]),
            one.get("picture") or "",
        )
        for one in question.options
    )
    return sorted(found, key=lambda option: option.key)


def _clean(text: str) -> str:
    """As it comes back from a file: lines end in one way, nothing blank around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _plain_number(text: str) -> str:
    number = numeric(text)
    return text if number is None else decimal_text(number)
