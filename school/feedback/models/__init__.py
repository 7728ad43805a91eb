from school.feedback.models.figure import ServiceFigure
from school.feedback.models.kind import ComplaintKind
from school.feedback.models.look import LessonLook
from school.feedback.models.note import CoachingNote
from school.feedback.surveys.models import (
    ClassSurvey,
    SurveyAnswer,
    SurveyCall,
    SurveyLink,
)

__all__ = [
    "ClassSurvey",
    "CoachingNote",
    "ComplaintKind",
    "LessonLook",
    "ServiceFigure",
    "SurveyAnswer",
    "SurveyCall",
    "SurveyLink",
]
