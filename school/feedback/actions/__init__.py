from school.feedback.actions.figures import import_figures
from school.feedback.actions.kinds import Wording, change_kind, load_kinds
from school.feedback.actions.looks import look_at
from school.feedback.actions.notes import coach, practise, read, write_note

__all__ = [
    "Wording",
    "change_kind",
    "coach",
    "import_figures",
    "load_kinds",
    "look_at",
    "practise",
    "read",
    "write_note",
]
