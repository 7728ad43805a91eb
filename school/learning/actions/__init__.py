from school.learning.actions.carrying import carry_progress
from school.learning.actions.progress import (
    complete_lesson,
    open_lesson,
    read_parts,
    record_checks,
)
from school.learning.actions.reading_time import (
    NotedTime,
    TimeTaken,
    record_reading_time,
)

__all__ = [
    "NotedTime",
    "TimeTaken",
    "carry_progress",
    "complete_lesson",
    "open_lesson",
    "read_parts",
    "record_checks",
    "record_reading_time",
]
