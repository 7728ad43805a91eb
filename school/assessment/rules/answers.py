"""What is an answer to a question of each kind, and whether it is the right one."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from school.lib.typed import plain

ORDERING, NUMERIC, MULTIPLE = "ordering", "numeric", "multiple"
NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,6})?")
# 1,500 may be meant as fifteen hundred or as one and a half: it is not guessed.
AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")


class Accepts(StrEnum):
    """What counts as right: the answer, or, of a question that proved wrong, more."""

    THE_ANSWER = "the_answer"
    ANY_ANSWER = "any_answer"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Key:
    """What is right: keys of options, all of them in order, or one number."""

    kind: str
    answer: tuple[str, ...]
    tolerance: Decimal | None = None
    accepts: Accepts = Accepts.THE_ANSWER


def is_right(key: Key, chosen: Sequence[str]) -> bool:
    """All or nothing: every right option and no other, the whole order, the number."""
    if key.accepts is not Accepts.THE_ANSWER:
        return bool(chosen) or key.accepts is Accepts.EVERYTHING
    if not key.answer:
        return False
    if key.kind == NUMERIC:
        return _is_near(key, chosen)
    if key.kind == ORDERING:
        return tuple(chosen) == key.answer
    return set(chosen) == set(key.answer)


def same_key(one: Key, other: Key) -> bool:
    """Whether they take the same answers for right: 38.50 is 38.5, and C, A are A, C."""
    return _folded(one) == _folded(other)


def fits(kind: str, option_keys: Collection[str], chosen: Sequence[str]) -> bool:
    """Whether it may be an answer to such a question at all. To take it back fits."""
    if not chosen:
        return True
    if kind == NUMERIC:
        return len(chosen) == 1 and numeric(chosen[0]) is not None
    if kind == ORDERING:
        return sorted(chosen) == sorted(option_keys)
    several = kind == MULTIPLE
    return set(chosen) <= set(option_keys) and (several or len(set(chosen)) == 1)


def numeric(text: str) -> Decimal | None:
    """The number that was typed, on a Chinese keyboard too; None where it is none."""
    typed = plain(text).replace("。", ".").replace("−", "-").strip()
    if AMBIGUOUS.fullmatch(typed):
        return None
    typed = typed.replace(",", ".")
    if not typed.isascii() or not NUMBER.fullmatch(typed):
        return None
    return Decimal(typed)


def _folded(key: Key) -> tuple[object, ...]:
    if key.accepts is not Accepts.THE_ANSWER:
        return (key.accepts,)
    if key.kind == NUMERIC:
        right = numeric(key.answer[0]) if len(key.answer) == 1 else None
        return (key.answer if right is None else right, key.tolerance or 0)
    return (key.answer if key.kind == ORDERING else frozenset(key.answer),)


def _is_near(key: Key, chosen: Sequence[str]) -> bool:
    given = numeric(chosen[0]) if len(chosen) == 1 else None
    right = numeric(key.answer[0])
    if given is None or right is None:
        return False
    return abs(given - right) <= (key.tolerance or 0)
