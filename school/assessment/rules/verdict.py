"""The pass rule: theory, practical, every step that fails a practical, and hours, each alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from school.attendance.rules import minutes_required

THEORY_MISSING = "theory_missing"
THEORY_LOW = "theory_low"
PRACTICAL_MISSING = "practical_missing"
CRITICAL_FAIL = "critical_fail"
PRACTICAL_LOW = "practical_low"
HOURS_LOW = "hours_low"


@dataclass(frozen=True, slots=True)
class PassMark:
    theory: int
    practical: int
    attendance_percent: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a decision rests on; None is what has not been sat."""

    theory: Decimal | None
    practical: Decimal | None
    # Codes of the critical fails that fail the whole practical.
    failing: tuple[str, ...]
    minutes_credited: int
    minutes_scheduled: int


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    reasons: tuple[Reason, ...]

    @property
    def has_passed(self) -> bool:
        return not self.reasons


def decide(evidence: Evidence, mark: PassMark) -> Verdict:
    """Every reason why not, in the order of the rule; none means passed."""
    return Verdict(
        (
            *_theory(evidence, mark),
            *_practical(evidence, mark),
            *_hours(evidence, mark),
        )
    )


def _theory(evidence: Evidence, mark: PassMark) -> Sequence[Reason]:
    if evidence.theory is None:
        return [Reason(THEORY_MISSING)]
    if evidence.theory < mark.theory:
        data = {"points": str(evidence.theory), "needed": mark.theory}
        return [Reason(THEORY_LOW, data)]
    return []


def _practical(evidence: Evidence, mark: PassMark) -> Sequence[Reason]:
    if evidence.practical is None:
        return [Reason(PRACTICAL_MISSING)]
    reasons = [Reason(CRITICAL_FAIL, {"fail": code}) for code in evidence.failing]
    if evidence.practical < mark.practical:
        data = {"points": str(evidence.practical), "needed": mark.practical}
        reasons.append(Reason(PRACTICAL_LOW, data))
    return reasons


def _hours(evidence: Evidence, mark: PassMark) -> Sequence[Reason]:
    needed = minutes_required(evidence.minutes_scheduled, mark.attendance_percent)
    # A class with no evening on record has given nobody any hours.
    if evidence.minutes_scheduled and evidence.minutes_credited >= needed:
        return []
    data = {"credited": evidence.minutes_credited, "needed": needed}
    return [Reason(HOURS_LOW, data)]
