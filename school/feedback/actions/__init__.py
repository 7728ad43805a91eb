from school.feedback.actions.kinds import Wording, change_kind, load_kinds
from school.feedback.actions.notes import coach, practise, read, write_note

__all__ = [
    "Wording",
    "change_kind",
    "coach",
    "load_kinds",
    "practise",
    "read",
    "write_note",
]
