"""What may happen on an evening. Everything appends events, and to the ledger what they change."""

from school.attendance.actions.opening import EARLY
from school.attendance.actions.roll import note, note_all_left, note_all_present
from school.attendance.actions.room import sign
from school.attendance.actions.scans import take_scans

__all__ = [
    "EARLY",
    "note",
    "note_all_left",
    "note_all_present",
    "sign",
    "take_scans",
]
