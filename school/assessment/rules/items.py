"""What sittings say about the questions: classical item analysis.

Difficulty is the share of right answers. Discrimination is the correlation of right or
wrong with the rest of the same paper, so that a question is not compared with itself
(corrected item-total correlation: Nunnally and Bernstein, Psychometric Theory, 1994).
Options are compared between the best and the weakest 27 % by that rest (Kelley, 1939).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

FEWEST = 20
FEWEST_TO_COMPARE = 40
TOO_EASY = 0.95
TOO_HARD = 0.30
GROUP = 0.27
COMMONEST = 5
# Of these the answer is one of the options, or several.
CHOICES = {"single", "multiple", "true_false", "picture"}


class Finding(StrEnum):
    """In the order of their gravity."""

    NEGATIVE = "negative"
    STRONGER = "stronger"
    TOO_HARD = "too_hard"
    TOO_EASY = "too_easy"
    NEVER_CHOSEN = "never_chosen"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as its options and its key go."""

    id: int
    kind: str
    option_keys: tuple[str, ...]
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Response:
    question_id: int
    chosen: tuple[str, ...]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Group:
    """How many of a group there are, and how many of them chose something."""

    size: int
    count: int

    @property
    def share(self) -> float:
        return self.count / self.size if self.size else 0.0


@dataclass(frozen=True, slots=True)
class OptionUse:
    key: str
    is_right: bool
    all: Group
    upper: Group
    lower: Group


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of a question from `answers` sittings."""

    answers: int
    right: int
    omitted: int
    discrimination: float | None
    options: tuple[OptionUse, ...]
    # The commonest wrong answers, where there are no options to compare.
    wrong: tuple[tuple[tuple[str, ...], int], ...]
    findings: tuple[Finding, ...]

    @property
    def difficulty(self) -> float | None:
        return self.right / self.answers if self.answers else None

    @property
    def omitted_share(self) -> float | None:
        return self.omitted / self.answers if self.answers else None

    @property
    def error(self) -> float | None:
        """How far off chance alone may put the discrimination: one standard error."""
        return 1 / sqrt(self.answers - 1) if self.answers > 1 else None

    @property
    def is_judged(self) -> bool:
        return self.answers >= FEWEST

    @property
    def is_compared(self) -> bool:
        return self.answers >= FEWEST_TO_COMPARE


@dataclass(frozen=True, slots=True)
class _Seen:
    """An answer, and the share of the rest of its paper that was right."""

    response: Response
    rest: float


def measure(
    questions: Sequence[Asked], sittings: Iterable[Sequence[Response]]
) -> dict[int, Item]:
    """Every question's statistics from the sittings, by its id."""
    seen: dict[int, list[_Seen]] = {question.id: [] for question in questions}
    for sitting in sittings:
        right = sum(response.is_right for response in sitting)
        others = len(sitting) - 1
        for response in sitting:
            if response.question_id in seen and others:
                rest = (right - response.is_right) / others
                seen[response.question_id].append(_Seen(response, rest))
    return {question.id: _item(question, seen[question.id]) for question in questions}


def _item(question: Asked, seen: Sequence[_Seen]) -> Item:
    options = _options(question, seen) if question.kind in CHOICES else ()
    wrong: Counter[tuple[str, ...]] = Counter()
    if question.kind not in CHOICES:
        wrong.update(
            one.response.chosen
            for one in seen
            if one.response.chosen and not one.response.is_right
        )
    item = Item(
        answers=len(seen),
        right=sum(one.response.is_right for one in seen),
        omitted=sum(not one.response.chosen for one in seen),
        discrimination=correlation(
            [float(one.response.is_right) for one in seen], [one.rest for one in seen]
        ),
        options=options,
        wrong=tuple(sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0])))[
            :COMMONEST
        ],
        findings=(),
    )
    found = tuple(finding for finding in Finding if _is_found(finding, item, question))
    return replace(item, findings=found)


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's; None where one of the two does not vary."""
    count = len(xs)
    if count < 2:
        return None
    mean_x, mean_y = sum(xs) / count, sum(ys) / count
    along_x = sum((x - mean_x) ** 2 for x in xs)
    along_y = sum((y - mean_y) ** 2 for y in ys)
    if along_x < 1e-12 or along_y < 1e-12:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return together / sqrt(along_x * along_y)


def group_size(answers: int) -> int:
    """27 %, rounded half up: of 40 sittings 11."""
    return int(answers * GROUP + 0.5)


def _options(question: Asked, seen: Sequence[_Seen]) -> tuple[OptionUse, ...]:
    # Equal rests keep the order of their sittings: the groups are the same every time.
    ranked = sorted(seen, key=lambda one: -one.rest)
    size = group_size(len(ranked))
    counts: list[Mapping[str, int]] = [
        Counter(key for one in group for key in one.response.chosen)
        for group in (ranked, ranked[:size], ranked[len(ranked) - size :])
    ]
    sizes = (len(ranked), size, size)
    return tuple(
        OptionUse(
            key,
            key in question.answer,
            *(
                Group(size, count.get(key, 0))
                for size, count in zip(sizes, counts, strict=True)
            ),
        )
        for key in question.option_keys
    )


def _is_found(finding: Finding, item: Item, question: Asked) -> bool:
    difficulty = item.difficulty
    if difficulty is None or not item.is_judged:
        return False
    if finding == Finding.TOO_EASY:
        return difficulty >= TOO_EASY
    if finding == Finding.TOO_HARD:
        return difficulty <= TOO_HARD
    if not item.is_compared:
        return False
    if finding == Finding.NEGATIVE:
        return item.discrimination is not None and item.discrimination < -(
            item.error or 0
        )
    if finding == Finding.STRONGER:
        return _is_stronger(item.options)
    return _is_idle(item, question)


def _is_stronger(options: Sequence[OptionUse]) -> bool:
    """Of the best, more chose a wrong option than one of the right ones."""
    right = [option.upper.count for option in options if option.is_right]
    wrong = [option.upper.count for option in options if not option.is_right]
    return bool(right and wrong) and max(wrong) > min(right)


def _is_idle(item: Item, question: Asked) -> bool:
    """A wrong option that nobody chose; where nearly all are right that says nothing."""
    if question.kind == "true_false" or (item.difficulty or 0) >= TOO_EASY:
        return False
    return any(not option.is_right and not option.all.count for option in item.options)
