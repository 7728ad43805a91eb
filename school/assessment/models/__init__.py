from school.assessment.models.exam import Answer, Attempt, Paper
from school.assessment.models.practical import (
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    PracticalStation,
)
from school.assessment.models.question import Question
from school.assessment.models.result import Result

__all__ = [
    "Answer",
    "Attempt",
    "CriticalMark",
    "ItemMark",
    "Marking",
    "Paper",
    "Practical",
    "PracticalStation",
    "Question",
    "Result",
]
