"""The right answer of a question, and how near to a number is near enough."""

from decimal import Decimal

from school.assessment.rules.answers import numeric
from school.assessment.rules.written.draft import Draft
from school.assessment.rules.written.shape import (
    FALSE_WORDS,
    KINDS,
    LONGEST_UNIT,
    MOST_DIGITS,
    MOST_PLACES,
    ONE_ANSWER,
    TRUE_WORDS,
    Option,
    decimal_text,
)
from school.lib.typed import plain


def answer_of(draft: Draft, kind: str, options: tuple[Option, ...]) -> tuple[str, ...]:
    said = draft["answer"]
    if not said:
        draft.fault("answer", "missing")
        return ()
    if kind == "numeric":
        return _number(draft, said)
    keys = [option.key for option in options]
    letters = _letters(said)
    if not set(letters) <= set(keys):
        letters = _in_words(said, options) or _truth(said, kind, options) or letters
    unknown = [letter for letter in letters if letter not in keys]
    if len(keys) < 2:
        return ()
    if unknown:
        draft.fault("answer", "answer_unknown", value=said, known="".join(keys))
    elif fault := _misfit(kind, letters, keys):
        draft.fault("answer", fault, value=said, known="".join(keys))
    return tuple(letters if kind == "ordering" else sorted(set(letters)))


def _in_words(said: str, options: tuple[Option, ...]) -> list[str]:
    """The option whose words the answer is: 对, or TRUE."""
    folded = said.casefold()
    return [option.key for option in options if folded in _words_of(option)][:1]


def _truth(said: str, kind: str, options: tuple[Option, ...]) -> list[str]:
    """√ or F, where a true/false question says it in other words."""
    wanted = next((w for w in (TRUE_WORDS, FALSE_WORDS) if said.casefold() in w), None)
    if kind != "true_false" or wanted is None:
        return []
    return [option.key for option in options if wanted & _words_of(option)][:1]


def _words_of(option: Option) -> set[str]:
    return {plain(option.zh).casefold(), plain(option.en).casefold()}


def _letters(said: str) -> list[str]:
    return [sign for sign in said.upper() if sign not in " ,;/、，；>→-"]


def _misfit(kind: str, letters: list[str], keys: list[str]) -> str:
    if kind == "ordering":
        return "" if sorted(letters) == sorted(keys) else "answer_order"
    if len(set(letters)) != len(letters):
        return "answer_twice"
    if kind in ONE_ANSWER:
        return "" if len(letters) == 1 else "answer_one"
    return "" if len(letters) > 1 else "answer_several"


def _number(draft: Draft, said: str) -> tuple[str, ...]:
    number = numeric(said)
    if number is None or _too_fine(number):
        draft.fault("answer", "not_a_number", value=said)
        return ()
    return (decimal_text(number),)


def _too_fine(number: Decimal) -> bool:
    whole, _dot, places = decimal_text(abs(number)).partition(".")
    return len(whole) > MOST_DIGITS or len(places) > MOST_PLACES


def tolerance_of(draft: Draft, kind: str) -> Decimal | None:
    """The tolerance; both it and the unit belong to numeric questions only."""
    names = [name for name in ("tolerance", "unit_zh", "unit_en") if draft[name]]
    if kind != "numeric":
        for name in names if kind in KINDS else ():
            draft.fault(name, "of_numbers_only")
        return None
    for name, other in (("unit_zh", "unit_en"), ("unit_en", "unit_zh")):
        if draft[other] and not draft[name]:
            draft.fault(name, "missing")
        draft.short(name, LONGEST_UNIT)
    if not draft["tolerance"]:
        return None
    number = numeric(draft["tolerance"])
    if number is None or number < 0 or _too_fine(number):
        draft.fault("tolerance", "not_a_tolerance", value=draft["tolerance"])
        return None
    return number
