"""What may happen in assessment."""

from school.assessment.actions.accommodations import (
    ask_help,
    decline_help,
    grant_help,
    revoke_help,
)
from school.assessment.actions.answers import save_answer, save_answers
from school.assessment.actions.appeals import (
    give_appeal,
    lodge_appeal,
    reopen_appeal,
    withdraw_appeal,
)
from school.assessment.actions.assessors import (
    declare_conflict,
    decline_sheet,
    end_conflict,
    record_licence,
    warn_of_licences,
)
from school.assessment.actions.corrections import (
    confirm_correction,
    correct_question,
    reject_correction,
)
from school.assessment.actions.days import call_off_day, plan_day
from school.assessment.actions.devices import continue_exam
from school.assessment.actions.exam import (
    close_overdue_exams,
    open_exam,
    start_exam,
    submit_exam,
)
from school.assessment.actions.exchange import (
    forget_files,
    import_file,
    import_questions,
    keep_file,
)
from school.assessment.actions.hearing import hear_appeal
from school.assessment.actions.late import count_late_answers, decline_late_answers
from school.assessment.actions.marking import (
    begin_marking,
    mark_critical,
    mark_item,
    submit_marking,
    write_note,
)
from school.assessment.actions.moderating import call_moderator, moderate
from school.assessment.actions.oral import begin_oral
from school.assessment.actions.phone_marks import keep_marks
from school.assessment.actions.pictures import keep_picture
from school.assessment.actions.practical import (
    call_third,
    open_practical,
    open_practicals,
    replace_examiner,
)
from school.assessment.actions.practice import practise
from school.assessment.actions.proofs import (
    drop_proofs,
    forget_proofs,
    pin_proof,
    remove_proof,
)
from school.assessment.actions.questions import (
    put_in_use,
    revise,
    take_out_of_use,
    write_question,
)
from school.assessment.actions.remarking import remark
from school.assessment.actions.results import decide_again, release
from school.assessment.actions.reviews import approve, send_back, submit_for_review
from school.assessment.actions.sittings import (
    allow_sitting,
    give_time,
    give_time_to_class,
)
from school.assessment.actions.strays import settle_strays

__all__ = [
    "allow_sitting",
    "approve",
    "ask_help",
    "begin_marking",
    "begin_oral",
    "call_moderator",
    "call_off_day",
    "call_third",
    "close_overdue_exams",
    "confirm_correction",
    "continue_exam",
    "correct_question",
    "count_late_answers",
    "decide_again",
    "declare_conflict",
    "decline_help",
    "decline_late_answers",
    "decline_sheet",
    "end_conflict",
    "drop_proofs",
    "give_appeal",
    "give_time",
    "give_time_to_class",
    "grant_help",
    "hear_appeal",
    "import_file",
    "import_questions",
    "forget_files",
    "forget_proofs",
    "keep_file",
    "keep_marks",
    "keep_picture",
    "lodge_appeal",
    "mark_critical",
    "mark_item",
    "moderate",
    "open_exam",
    "open_practical",
    "open_practicals",
    "pin_proof",
    "plan_day",
    "practise",
    "put_in_use",
    "record_licence",
    "reject_correction",
    "release",
    "remark",
    "remove_proof",
    "reopen_appeal",
    "replace_examiner",
    "revise",
    "revoke_help",
    "save_answer",
    "save_answers",
    "send_back",
    "settle_strays",
    "start_exam",
    "submit_exam",
    "submit_for_review",
    "submit_marking",
    "take_out_of_use",
    "warn_of_licences",
    "withdraw_appeal",
    "write_note",
    "write_question",
]
