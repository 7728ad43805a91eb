"""The bank's own questions, in the shape in which files write them."""

from collections.abc import Iterable

from school.assessment.models import Question
from school.assessment.rules.answers import numeric
from school.assessment.rules.written import Option, Written, decimal_text

RELATED = ("module", "lesson", "standard", "picture", "replaces")


def written_of(question: Question) -> Written:
    answer = tuple(question.answer)
    if question.kind == Question.Kind.NUMERIC:
        answer = tuple(map(_plain_number, answer))
    return Written(
        code=question.code,
        module=question.module.code,
        kind=question.kind,
        stem_zh=_clean(question.stem_zh),
        stem_en=_clean(question.stem_en),
        answer=answer,
        explanation_zh=_clean(question.explanation_zh),
        explanation_en=_clean(question.explanation_en),
        options=tuple(_options(question)),
        lesson=question.lesson.code if question.lesson else "",
        standard=question.standard.code if question.standard else "",
        difficulty=question.difficulty,
        use=question.use,
        picture=question.picture.code if question.picture else "",
        tolerance=question.tolerance,
        unit_zh=_clean(question.unit_zh),
        unit_en=_clean(question.unit_en),
        replaces=question.replaces.code if question.replaces else "",
    )


def _options(question: Question) -> Iterable[Option]:
    for one in question.options:
        picture = one.get("picture") or ""
        yield Option(one["key"], _clean(one["zh"]), _clean(one["en"]), picture)


def _clean(text: str) -> str:
    """As it comes back from a file: lines end in one way, nothing blank around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _plain_number(text: str) -> str:
    number = numeric(text)
    return text if number is None else decimal_text(number)
