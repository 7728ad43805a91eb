"""What is typed for each kind of question, as the bank keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from school.assessment.rules.answers import numeric
from school.assessment.rules.written import BOTH, LETTERS, decimal_text
from school.assessment.rules.written.shape import MOST_PLACES
from school.lib.typed import plain

FEWEST = 2
TRUTH = [
    {"key": "T", "zh": "正确", "en": "True"},
    {"key": "F", "zh": "错误", "en": "False"},
]
Option = dict[str, str]


@dataclass(frozen=True, slots=True)
class Content:
    """What makes the question one of its kind."""

    options: Sequence[Option]
    answer: Sequence[str]


def lines(text: str) -> list[Option]:
    """An option a line, Chinese | English."""
    options = []
    for number, line in enumerate(filter(str.strip, text.splitlines())):
        zh, bar, en = (part.strip() for part in line.replace("｜", "|").partition("|"))
        if number >= len(LETTERS):
            raise ValidationError(
                _("At most %(most)s lines. Join some or leave some out."),
                params={"most": len(LETTERS)},
            )
        if not zh or not bar or not en:
            raise ValidationError(
                _("Write Chinese | English in the line of option %(letter)s."),
                params={"letter": LETTERS[number]},
            )
        options.append({"key": LETTERS[number], "zh": zh, "en": en})
    if len(options) < FEWEST:
        raise ValidationError(_("A question needs at least two options."))
    check_different(options)
    return options


def check_different(options: Sequence[Option]) -> None:
    """In each language, as in a file."""
    for language in BOTH:
        first: dict[str, str] = {}
        for option in options:
            same = first.setdefault(option[language].casefold(), option["key"])
            if same != option["key"]:
                raise ValidationError(
                    _(
                        "Options %(one)s and %(other)s read the same. Change one of them."
                    ),
                    params={"one": same, "other": option["key"]},
                )


def letters(text: str) -> list[str]:
    """The letters in B, "A、C" or ａｃ."""
    return sorted({sign for sign in plain(text).upper() if sign.isalnum()})


def chosen(options: Sequence[Option], answer: Sequence[str], *, several: bool) -> None:
    """Check that the letters are options, and as many as the kind wants."""
    if not set(answer) <= {option["key"] for option in options}:
        raise ValidationError(_("A letter has no option. Check both."))
    if several != (len(answer) > 1) or not answer:
        raise ValidationError(
            _("Several answers need two letters or more, other kinds just one.")
        )


def number(text: str) -> list[str]:
    """The right number, as the bank keeps it: 38.50 is kept as 38.5."""
    value = numeric(text)
    kept = "" if value is None else decimal_text(value)
    if not kept or len(kept.partition(".")[2]) > MOST_PLACES:
        raise ValidationError(
            _("Type a plain number such as 38.5, without its unit and thousands marks.")
        )
    return [kept]


def as_lines(options: Sequence[Any], order: Sequence[str] = ()) -> str:
    """The options as they are typed, in their own order or in that of `order`."""
    by_key = {option["key"]: option for option in options}
    keys = [key for key in order if key in by_key] or list(by_key)
    return "\n".join(f"{by_key[key]['zh']} | {by_key[key]['en']}" for key in keys)
