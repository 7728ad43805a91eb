from school.feedback.models.figure import ServiceFigure
from school.feedback.models.kind import ComplaintKind
from school.feedback.models.look import LessonLook
from school.feedback.models.note import CoachingNote

__all__ = ["CoachingNote", "ComplaintKind", "LessonLook", "ServiceFigure"]
