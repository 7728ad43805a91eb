"""How content a class was, told so that nobody's answer can be made out.

A class is told of once its survey is over and nine people or more have answered: while
answers come in, the figures of two days would tell the one that came between, and a mean of
fewer lets single marks be worked out. A class with fewer is in no figure of the school
either, since it would follow from the day on which its survey ended. So every figure is a
sum of classes that are each told of. Of five to eight it is said how many answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from school.lib.masking import SMALLEST

QUESTIONS: Final = ("lessons", "teachers", "practice", "times", "recommend")
# From worst to best.
MARKS: Final = (1, 2, 3, 4, 5)
# The survey is open for so many days; it is told again after so many, while unanswered.
OPEN_DAYS: Final = 21
REMIND_AFTER: Final = (0, 5, 14)
# The fewest answers of which a mean is told.
MEANS_FROM: Final = 2 * SMALLEST - 1
# In place of a mean.
NOT_TOLD: Final = 0
# Finest first: marks that are told of together.
GROUPINGS: Final = (
    ((1,), (2,), (3,), (4,), (5,)),
    ((1, 2), (3,), (4, 5)),
    ((1, 2, 3), (4, 5)),
)

Marks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a tally, and no finer."""

    # 0: not told.
    asked: int = 0
    answers: int = 0
    # By question, the mean mark in tenths, or NOT_TOLD.
    tenths: Sequence[int] = ()
    classes: int = 0

    @property
    def rate(self) -> int:
        """Whole percent of those asked, half up."""
        return (200 * self.answers + self.asked) // (2 * self.asked)


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers of one class or more, added up."""

    asked: int = 0
    answers: int = 0
    # By question, the marks added up.
    sums: Sequence[int] = (0,) * len(QUESTIONS)
    classes: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.asked + other.asked,
            self.answers + other.answers,
            tuple(a + b for a, b in zip(self.sums, other.sums, strict=True)),
            self.classes + other.classes,
        )

    @property
    def is_told(self) -> bool:
        return self.answers >= MEANS_FROM

    @property
    def shown(self) -> Shown:
        if not self.is_told:
            return Shown()
        means = tuple(told_tenths(total, self.answers) for total in self.sums)
        return Shown(self.asked, self.answers, means, self.classes)

    @property
    def rate(self) -> int:
        return self.shown.rate

    def tenths(self, question: str) -> int:
        """The mean mark in tenths, half up, or NOT_TOLD."""
        total = self.sums[QUESTIONS.index(question)]
        return told_tenths(total, self.answers)


def mean_tenths(total: int, answers: int) -> int:
    return (20 * total + answers) // (2 * answers)


def told_tenths(total: int, answers: int) -> int:
    """The mean, unless it is one that all marks alike, or all but one, would have.

    At either end of the scale it would tell what everybody said, or what one did. A mean
    between them may be that of many ways to answer, of which all alike is one: to leave it
    out for those alone would give them away.
    """
    if answers < MEANS_FROM:
        return NOT_TOLD
    mean = mean_tenths(total, answers)
    lowest = mean_tenths(MARKS[0] * answers + 1, answers)
    highest = mean_tenths(MARKS[-1] * answers - 1, answers)
    return mean if lowest < mean < highest else NOT_TOLD


def tally(asked: int, answers: Iterable[Marks]) -> Tally:
    """Of one class."""
    given = list(answers)
    sums = tuple(sum(one[question] for one in given) for question in QUESTIONS)
    return Tally(asked, len(given), sums, 1)


def together(tallies: Iterable[Tally]) -> Tally:
    """Of the classes among them that are told of."""
    return sum((one for one in tallies if one.is_told), Tally())


def distribution(marks: Sequence[int]) -> list[tuple[tuple[int, ...], int]]:
    """How many gave which marks, in the finest groups that tell of no few people.

    Nor may the mean beside them tell of few: with it, every single mark must still be
    possible for nobody, or for five or more. Empty where no grouping is like that, where
    there is no mean, and where everybody said the same.
    """
    if not told_tenths(sum(marks), len(marks)) or len({*marks}) == 1:
        return []
    counts = {mark: list(marks).count(mark) for mark in MARKS}
    for grouping in GROUPINGS:
        told = [sum(counts[mark] for mark in group) for group in grouping]
        if any(0 < number < SMALLEST for number in told):
            continue
        if _keeps_secret(counts, grouping):
            return list(zip(grouping, told, strict=True))
    return []


def _keeps_secret(counts: Mapping[int, int], grouping: Sequence[Sequence[int]]) -> bool:
    """Whether no mark's number is sure to be one to four, by the groups and the mean."""
    answers = sum(counts.values())
    shown = mean_tenths(_total(counts), answers)
    possible: dict[int, set[int]] = {mark: set() for mark in MARKS}
    for guess in _guesses(counts, grouping):
        if mean_tenths(_total(guess), answers) == shown:
            for mark, number in guess.items():
                possible[mark].add(number)
    return all(
        any(not 0 < number < SMALLEST for number in numbers)
        for numbers in possible.values()
    )


def _total(counts: Mapping[int, int]) -> int:
    return sum(mark * number for mark, number in counts.items())


def _guesses(
    counts: Mapping[int, int], grouping: Sequence[Sequence[int]]
) -> Iterable[dict[int, int]]:
    """Every way in which the groups may fall into single marks."""
    guesses: list[dict[int, int]] = [{}]
    for group in grouping:
        inside = _splits(sum(counts[mark] for mark in group), group)
        guesses = [{**guess, **split} for guess in guesses for split in inside]
    return guesses


def _splits(number: int, group: Sequence[int]) -> list[dict[int, int]]:
    first, *rest = group
    if not rest:
        return [{first: number}]
    return [
        {first: some, **others}
        for some in range(number + 1)
        for others in _splits(number - some, rest)
    ]
