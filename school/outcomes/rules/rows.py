"""What is known of one trainee of one class, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from school.lib.typed import plain
from school.wages.rules import MONTHS_ASKED, Comparable


@dataclass(frozen=True, slots=True)
class Answer:
    """One follow-up: whether its day has come, and what was said. None is unknown."""

    is_due: bool
    employed: bool | None = None
    wage: Comparable | None = None
    # As `employer_key` writes it; empty: not told.
    employer: str = ""
    # Whether that is where she worked before the course; None: not told.
    is_as_before: bool | None = None
    # By orders, or for families directly: for no employer.
    is_own: bool = False


NOT_DUE: Final = Answer(is_due=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One trainee on the roll of one class."""

    is_completed: bool = True
    is_certified: bool = True
    # By another body, after the class, and checked.
    has_external: bool = False
    has_consented: bool = True
    baseline: Comparable | None = None
    answers: Mapping[int, Answer] = field(default_factory=dict)

    def answer(self, months: int) -> Answer:
        return self.answers.get(months, NOT_DUE)

    def told(self, months: int) -> Answer | None:
        """What counts of an answer: of those who completed, agreed and were reached."""
        answer = self.answer(months)
        is_known = answer.is_due and answer.employed is not None
        counts = self.is_completed and self.has_consented and is_known
        return answer if counts else None


class LeftOut(StrEnum):
    """Why someone on the roll is in no pair, the first that holds."""

    NOT_COMPLETED = "not_completed"
    NO_CONSENT = "no_consent"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"
    NOT_IN_WORK = "not_in_work"
    NO_BASELINE = "no_baseline"
    PAY_NOT_TOLD = "pay_not_told"
    PAID_DIFFERENTLY = "paid_differently"


def why_left_out(row: Row, months: int) -> LeftOut | None:
    answer = row.answer(months)
    tests = {
        LeftOut.NOT_COMPLETED: not row.is_completed,
        LeftOut.NO_CONSENT: not row.has_consented,
        LeftOut.NOT_DUE: not answer.is_due,
        LeftOut.UNKNOWN: answer.employed is None,
        LeftOut.NOT_IN_WORK: answer.employed is False,
        LeftOut.NO_BASELINE: row.baseline is None,
        LeftOut.PAY_NOT_TOLD: answer.wage is None,
    }
    found = next((reason for reason, holds in tests.items() if holds), None)
    if found or row.baseline is None or answer.wage is None:
        return found
    before, then = row.baseline, answer.wage
    same = (before.kind, before.basis) == (then.kind, then.basis)
    return None if same else LeftOut.PAID_DIFFERENTLY


def pair_of(row: Row, months: int) -> tuple[Comparable, Comparable] | None:
    """Pay before and then, where like can be compared with like."""
    before, then = row.baseline, row.answer(months).wage
    if before is None or then is None or why_left_out(row, months):
        return None
    return before, then


def stayed(row: Row, months: int) -> bool | None:
    """Still with the employer of the first question; None where that is not known.

    Two names are compared; without them, it is the employer from before the course both
    times, or once. Two others without a name may be one or two: unknown.
    """
    first, then = row.told(MONTHS_ASKED[0]), row.told(months)
    if first is None or then is None:
        return None
    if first.employer and then.employer:
        return first.employer == then.employer
    is_known = bool(first.employer or first.is_as_before) and not first.is_own
    if not is_known:
        return None
    if not then.employed or then.is_own:
        return False
    return then.is_as_before if first.is_as_before else None


def employer_key(name: str) -> str:
    """One employer however widely or narrowly its name is written."""
    return "".join(plain(name).casefold().split())
