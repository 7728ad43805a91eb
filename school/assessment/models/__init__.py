from school.assessment.contest.models import (
    Award,
    Contest,
    Contestant,
    Judge,
    JudgeCriticalMark,
    JudgeItemMark,
    JudgeSheet,
    Publication,
    Round,
    RoundPlace,
    Team,
)
from school.assessment.models.accommodation import (
    Accommodation,
    FurtherSitting,
    HelpRequest,
    OralSitting,
    TimeGiven,
)
from school.assessment.models.answers import Answer, AnswerEvent, LateDecision
from school.assessment.models.appeal import Appeal, AppealOutcome
from school.assessment.models.assessor import Conflict, Licence
from school.assessment.models.correction import Correction, Remark
from school.assessment.models.day import AssessmentDay, Lane, Slot
from school.assessment.models.exam import GRACE, Attempt, ExamWindow, Paper
from school.assessment.models.picture import QuestionPicture
from school.assessment.models.practical import (
    CriticalMark,
    ItemMark,
    Marking,
    Practical,
    PracticalStation,
    SheetNote,
)
from school.assessment.models.practice import Practised
from school.assessment.models.proof import Proof
from school.assessment.models.question import Question
from school.assessment.models.question_file import QuestionFile
from school.assessment.models.result import Result
from school.assessment.models.stray import StrayMark

__all__ = [
    "Accommodation",
    "Answer",
    "AnswerEvent",
    "Appeal",
    "AppealOutcome",
    "AssessmentDay",
    "Attempt",
    "Award",
    "Conflict",
    "Contest",
    "Contestant",
    "Correction",
    "CriticalMark",
    "ExamWindow",
    "FurtherSitting",
    "GRACE",
    "HelpRequest",
    "ItemMark",
    "Judge",
    "JudgeCriticalMark",
    "JudgeItemMark",
    "JudgeSheet",
    "Lane",
    "LateDecision",
    "Licence",
    "Marking",
    "OralSitting",
    "Paper",
    "Practical",
    "PracticalStation",
    "Practised",
    "Proof",
    "Publication",
    "Question",
    "QuestionFile",
    "QuestionPicture",
    "Remark",
    "Result",
    "SheetNote",
    "StrayMark",
    "Round",
    "RoundPlace",
    "Team",
    "Slot",
    "TimeGiven",
]
