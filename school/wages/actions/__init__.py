from school.wages.actions.baseline import (
    carry_baseline,
    decline_baseline,
    note_no_work,
    tell_baseline,
)
from school.wages.actions.follow_ups import (
    answer_follow_up,
    mark_unreached,
    schedule_follow_ups,
)
from school.wages.actions.records import correct_wage, record_wage

__all__ = [
    "answer_follow_up",
    "carry_baseline",
    "correct_wage",
    "decline_baseline",
    "mark_unreached",
    "note_no_work",
    "record_wage",
    "schedule_follow_ups",
    "tell_baseline",
]
