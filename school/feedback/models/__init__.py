from school.feedback.models.kind import ComplaintKind
from school.feedback.models.note import CoachingNote

__all__ = ["CoachingNote", "ComplaintKind"]
