from school.assessment.models.answers import Answer, AnswerEvent, LateCount
from school.assessment.models.exam import GRACE, Attempt, ExamWindow, Paper
from school.assessment.models.picture import QuestionPicture
from school.assessment.models.practical import (
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    PracticalStation,
)
from school.assessment.models.question import Question
from school.assessment.models.question_file import QuestionFile
from school.assessment.models.result import Result

__all__ = [
    "GRACE",
    "Answer",
    "AnswerEvent",
    "Attempt",
    "CriticalMark",
    "ExamWindow",
    "ItemMark",
    "LateCount",
    "Marking",
    "Paper",
    "Practical",
    "PracticalStation",
    "Question",
    "QuestionFile",
    "QuestionPicture",
    "Result",
]
