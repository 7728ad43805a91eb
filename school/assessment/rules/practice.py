"""Which question comes next in practice, and when a mistake is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

# Right twice running, and a question leaves the list of mistakes.
LEARNT = 2


@dataclass(frozen=True, slots=True)
class Tried:
    """A question as one trainee has met it so far."""

    question_id: int
    module_id: int
    tries: int = 0
    was_wrong: bool = False
    streak: int = 0

    @property
    def is_mistake(self) -> bool:
        return self.was_wrong and self.streak < LEARNT


def after(tried: Tried, *, is_right: bool) -> Tried:
    """The same question once more answered."""
    return Tried(
        tried.question_id,
        tried.module_id,
        tries=tried.tries + 1,
        was_wrong=tried.was_wrong or not is_right,
        streak=tried.streak + 1 if is_right else 0,
    )


def pick(
    questions: Sequence[Tried], *, chance: Random, but: int | None = None
) -> int | None:
    """One of those tried least; a mistake counts as not tried, so it comes back.

    The question just answered (`but`) comes again only if there is no other.
    """
    others = [one for one in questions if one.question_id != but] or list(questions)
    if not others:
        return None
    least = min(_weight(one) for one in others)
    chosen = [one.question_id for one in others if _weight(one) == least]
    return chance.choice(sorted(chosen))


def _weight(tried: Tried) -> int:
    return 0 if tried.is_mistake else tried.tries
