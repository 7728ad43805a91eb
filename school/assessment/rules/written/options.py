"""The options of a question: enough of them, without a gap, each to be told from the others."""

from dataclasses import replace

from school.assessment.rules.written.draft import Draft
from school.assessment.rules.written.shape import (
    BOTH,
    FALSE_WORDS,
    LETTERS,
    LONGEST_OPTION,
    TRUE_FALSE,
    Option,
    Vocabulary,
    option_field,
)
from school.lib.typed import plain


def _filled(draft: Draft) -> list[str]:
    return [
        letter
        for letter in LETTERS
        if any(draft[option_field(letter, part)] for part in (*BOTH, "picture"))
    ]


def options_of(draft: Draft, kind: str, words: Vocabulary) -> tuple[Option, ...]:
    filled = _filled(draft)
    if kind == "numeric":
        if filled:
            draft.fault(_first_of(draft, filled[0]), "options_of_number")
        return ()
    if kind == "true_false" and not filled:
        return tuple(Option(key, zh, en) for key, (zh, en) in TRUE_FALSE.items())
    if len(filled) < 2:
        missing = next(letter for letter in LETTERS if letter not in filled)
        draft.fault(option_field(missing, "zh"), "too_few_options")
    elif kind == "true_false" and filled != ["A", "B"]:
        draft.fault(_first_of(draft, filled[-1]), "two_options")
    else:
        _no_gap(draft, filled)
        _unlike(draft, filled)
    return tuple(_option(draft, letter, kind, words) for letter in filled)


def _first_of(draft: Draft, letter: str) -> str:
    names = (option_field(letter, part) for part in (*BOTH, "picture"))
    return next(name for name in names if draft[name])


def _option(draft: Draft, letter: str, kind: str, words: Vocabulary) -> Option:
    zh, en = (
        draft.required(option_field(letter, part), LONGEST_OPTION) for part in BOTH
    )
    name = option_field(letter, "picture")
    if kind == "picture" and not draft[name]:
        draft.fault(name, "picture_missing", option=letter)
    elif kind != "picture" and draft[name]:
        draft.fault(name, "picture_of_other_kind")
    else:
        draft.picture(name, words)
    return Option(letter, zh, en, draft[name])


def _no_gap(draft: Draft, filled: list[str]) -> None:
    for letter, last in zip(LETTERS, filled, strict=False):
        if letter != last:
            draft.fault(option_field(letter, "zh"), "option_gap", option=last)
            return


def _unlike(draft: Draft, filled: list[str]) -> None:
    """Two options that read the same cannot be told apart."""
    for part in BOTH:
        seen: dict[str, str] = {}
        for letter in filled:
            name = option_field(letter, part)
            first = seen.setdefault(draft[name].casefold(), letter)
            if first != letter and draft[name]:
                draft.fault(name, "same_options", first=first, second=letter)
                return


def truth_first(
    options: tuple[Option, ...], answer: tuple[str, ...]
) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """Of true and false the true one is A, whatever the order in which a file has them."""
    if len(options) != 2 or plain(options[0].zh).casefold() not in FALSE_WORDS:
        return options, answer
    false, true = options
    turned = (replace(true, key="A"), replace(false, key="B"))
    return turned, tuple({"A": "B", "B": "A"}[key] for key in answer)
