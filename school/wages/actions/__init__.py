from school.wages.actions.baseline import (
    carry_baseline,
    decline_baseline,
    note_no_work,
    tell_baseline,
)
from school.wages.actions.follow_ups import (
    answer_follow_up,
    schedule_follow_ups,
)
from school.wages.actions.objecting import (
    ANSWER,
    answer_objection,
    beside,
    object_to,
    take_objection_back,
    tell_beside,
)
from school.wages.actions.records import correct_wage, record_wage
from school.wages.actions.waiting import end_waited, schedule_waited

__all__ = [
    "ANSWER",
    "answer_follow_up",
    "answer_objection",
    "beside",
    "carry_baseline",
    "correct_wage",
    "decline_baseline",
    "end_waited",
    "note_no_work",
    "object_to",
    "record_wage",
    "schedule_follow_ups",
    "schedule_waited",
    "take_objection_back",
    "tell_baseline",
    "tell_beside",
]
