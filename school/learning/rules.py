"""What follows from the lessons a person has read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How far someone has come with a course's lessons."""

    done: int
    total: int
    # The first lesson, in the course's order, that is not done; None when all are.
    next_lesson: int | None

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def standing(in_order: Sequence[int], done: Collection[int]) -> Standing:
    """From lesson ids in the course's order and the ids of those completed."""
    remaining = [lesson for lesson in in_order if lesson not in done]
    return Standing(
        done=len(in_order) - len(remaining),
        total=len(in_order),
        next_lesson=remaining[0] if remaining else None,
    )


def checks_right(
    given: Sequence[Collection[int]], answers: Sequence[Collection[int]]
) -> list[bool]:
    """Self-check by self-check: exactly the right options were chosen."""
    return [
        set(chosen) == set(answer)
        for chosen, answer in zip(given, answers, strict=True)
    ]
