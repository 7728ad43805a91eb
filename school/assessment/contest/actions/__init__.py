"""What may happen in a contest."""

from school.assessment.contest.actions.entries import (
    enter_contest,
    show_name,
    withdraw_contestant,
)
from school.assessment.contest.actions.judging import (
    judge_critical,
    judge_item,
    start_clock,
    stop_clock,
    submit_judging,
)
from school.assessment.contest.actions.planning import (
    appoint_judges,
    draft_contest,
    open_contest,
    plan_round,
)
from school.assessment.contest.actions.publishing import correct_mark, publish_contest
from school.assessment.contest.actions.rounds import (
    close_round,
    hand_over,
    start_round,
)

__all__ = [
    "appoint_judges",
    "close_round",
    "correct_mark",
    "draft_contest",
    "enter_contest",
    "hand_over",
    "judge_critical",
    "judge_item",
    "open_contest",
    "plan_round",
    "publish_contest",
    "show_name",
    "start_clock",
    "start_round",
    "stop_clock",
    "submit_judging",
    "withdraw_contestant",
]
