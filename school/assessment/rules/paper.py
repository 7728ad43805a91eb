"""Drawing a theory paper by the edition's blueprint, and marking it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from school.assessment.rules.answers import Key, is_right


@dataclass(frozen=True, slots=True)
class BankModule:
    """A module as the blueprint sees it: its share of the paper follows its minutes."""

    id: int
    minutes: int
    questions: tuple["BankQuestion", ...]
    # Where the blueprint says how many, it does not go by the minutes.
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class BankQuestion:
    id: int
    option_keys: tuple[str, ...]
    # "True, false" is read in one order only.
    keeps_order: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    number: int
    question_id: int
    option_order: tuple[str, ...]


class BankTooSmall(ValueError):
    """The bank has fewer questions than a paper needs."""


def shares(minutes: Sequence[int], available: Sequence[int], total: int) -> list[int]:
    """How many questions each module gives, in proportion to its minutes.

    Every module gives at least one where the paper is long enough, none more than it
    has. What is left over goes, one at a time, to the module furthest below its share.
    """
    if sum(available) < total:
        raise BankTooSmall
    given = [0] * len(minutes)
    if total >= sum(1 for have in available if have):
        given = [min(1, have) for have in available]
    whole = sum(minutes) or 1
    while sum(given) < total:
        open_modules = [i for i, have in enumerate(available) if given[i] < have]
        neediest = max(
            open_modules, key=lambda i: (total * minutes[i] / whole - given[i], -i)
        )
        given[neediest] += 1
    return given


def counts_of(modules: Sequence[BankModule], total: int) -> list[int]:
    """How many questions each module gives: as the blueprint says, the rest by minutes."""
    if any((module.wanted or 0) > len(module.questions) for module in modules):
        raise BankTooSmall
    free = [module for module in modules if module.wanted is None]
    rest = total - sum(module.wanted or 0 for module in modules)
    if rest < 0:
        raise BankTooSmall
    by_minutes = iter(
        shares(
            [module.minutes for module in free],
            [len(module.questions) for module in free],
            rest,
        )
    )
    return [
        next(by_minutes) if module.wanted is None else module.wanted
        for module in modules
    ]


def draw_paper(
    modules: Sequence[BankModule], *, total: int, seed: int
) -> list[PaperLine]:
    """A paper of `total` different questions; the same seed draws the same paper."""
    chance = Random(seed)
    counts = counts_of(modules, total)
    drawn: list[BankQuestion] = []
    for module, count in zip(modules, counts, strict=True):
        ordered = sorted(module.questions, key=lambda question: question.id)
        drawn += chance.sample(ordered, count)
    chance.shuffle(drawn)
    return [
        PaperLine(number, question.id, shown_order(question, chance))
        for number, question in enumerate(drawn, start=1)
    ]


def mark_paper(
    keys: Mapping[int, Key],
    chosen: Mapping[int, Sequence[str]],
    *,
    points_each: int,
) -> int:
    """Points of a paper; a question not answered earns none."""
    right = sum(is_right(key, chosen.get(number, ())) for number, key in keys.items())
    return right * points_each


def shown_order(question: BankQuestion, chance: Random) -> tuple[str, ...]:
    keys = list(question.option_keys)
    if not question.keeps_order:
        chance.shuffle(keys)
    return tuple(keys)
