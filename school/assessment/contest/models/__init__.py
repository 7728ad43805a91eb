from school.assessment.contest.models.contest import (
    Contest,
    Contestant,
    Judge,
    Round,
    RoundPlace,
    Team,
)
from school.assessment.contest.models.judging import (
    JudgeCriticalMark,
    JudgeItemMark,
    JudgeSheet,
)
from school.assessment.contest.models.outcome import Award, Publication

__all__ = [
    "Award",
    "Contest",
    "Contestant",
    "Judge",
    "JudgeCriticalMark",
    "JudgeItemMark",
    "JudgeSheet",
    "Publication",
    "Round",
    "RoundPlace",
    "Team",
]
