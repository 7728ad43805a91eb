"""The columns of a workbook of questions, and the words that stand in them."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from school.assessment.models import Question
from school.assessment.rules.written import FIELDS, LETTERS

REQUIRED = (
    *("code", "module", "kind", "stem_zh", "stem_en", "answer"),
    *("explanation_zh", "explanation_en"),
)
HEADINGS: dict[str, Any] = {
    "code": _("Question code"),
    "module": _("Module code"),
    "lesson": _("Lesson code"),
    "standard": _("Standard code"),
    "kind": _("Kind of question"),
    "difficulty": _("Difficulty"),
    "use": _("Used for"),
    "stem_zh": _("Question in Chinese"),
    "stem_en": _("Question in English"),
    "picture": _("Picture of the question"),
    "answer": _("Right answer"),
    "tolerance": _("Tolerance"),
    "unit_zh": _("Unit in Chinese"),
    "unit_en": _("Unit in English"),
    "explanation_zh": _("Explanation in Chinese"),
    "explanation_en": _("Explanation in English"),
    "replaces": _("Replaces question"),
}
PARTS: dict[str, Any] = {
    "zh": _("Option %(letter)s in Chinese"),
    "en": _("Option %(letter)s in English"),
    "picture": _("Option %(letter)s picture"),
}
CHOICES = {
    "kind": Question.Kind,
    "difficulty": Question.Difficulty,
    "use": Question.Use,
}
HELP: dict[str, Any] = {
    "code": _(
        "Needed. At most 12 letters and digits, once in the bank. A question that "
        "is in the bank under this code is changed; any other is new."
    ),
    "module": _("Needed. The code of the module that the question examines."),
    "lesson": _("May stay empty. The code of a lesson of that module."),
    "standard": _("May stay empty. The code of one of the service standards."),
    "kind": _("Needed. One of the words in the list."),
    "difficulty": _("May stay empty. One of the words in the list."),
    "use": _("One of the words in the list. Empty means exam and practice."),
    "stem_zh": _("Needed. At most 2,000 characters."),
    "stem_en": _("Needed. At most 2,000 characters."),
    "picture": _("May stay empty. The code of a picture in the bank."),
    "answer": _(
        "Needed. One answer: its letter, B. Several: all letters, ACD. Ordering: all "
        "letters in the right order, CABD. True/false: A or B, or √ or ×. Number: the "
        "number, 38.5."
    ),
    "tolerance": _("For numbers only. How far from the answer still counts as right."),
    "unit_zh": _("For numbers only. What stands behind the box, ℃ or 毫升."),
    "unit_en": _("For numbers only. What stands behind the box, ℃ or ml."),
    "explanation_zh": _("Needed. Shown after the answer."),
    "explanation_en": _("Needed. Shown after the answer."),
    "replaces": _(
        "May stay empty. The code of the question whose place this one takes: a "
        "question that has been in a paper keeps its wording."
    ),
    "zh": _(
        "From A on without a gap, two at least. Empty for numbers; empty for "
        "true/false means 正确 (A) and 错误 (B)."
    ),
    "en": _("The same in English."),
    "option_picture": _("For picture choice only. The code of a picture in the bank."),
}


def heading(field: str) -> str:
    if field in HEADINGS:
        return str(HEADINGS[field])
    letter, _line, part = field.partition("_")
    return str(PARTS[part]) % {"letter": letter}


def help_of(field: str) -> str:
    if field in HELP:
        return str(HELP[field])
    part = field.partition("_")[2]
    return str(HELP["option_picture" if part == "picture" else part])


def explained() -> Iterator[tuple[str, str]]:
    """Every column once; the options' columns once for all."""
    others = {f"{letter}_{part}" for letter in LETTERS[1:] for part in PARTS}
    for field in FIELDS:
        if field not in others:
            yield heading(field), help_of(field)


def word(field: str, code: str) -> str:
    """The word for a code, in the reader's language."""
    return str(CHOICES[field](code).label) if code else ""


def words(field: str) -> list[str]:
    return [str(label) for label in CHOICES[field].labels]


@cache
def known_headings() -> Mapping[str, str]:
    """Each heading, in every language, to its field."""
    found = {field.casefold(): field for field in FIELDS}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {heading(field).casefold(): field for field in FIELDS}
    return found


@cache
def known_words(field: str) -> Mapping[str, str]:
    """Each word for a code, in every language, to the code."""
    found = {code.casefold(): code for code in CHOICES[field].values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {
                str(label).casefold(): code for code, label in CHOICES[field].choices
            }
    return found
