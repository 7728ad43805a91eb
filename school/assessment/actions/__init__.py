"""What may happen in assessment."""

from school.assessment.actions.answers import save_answer, save_answers
from school.assessment.actions.devices import continue_exam
from school.assessment.actions.exam import (
    close_overdue_exams,
    open_exam,
    start_exam,
    submit_exam,
)
from school.assessment.actions.exchange import (
    import_file,
    import_questions,
    keep_file,
)
from school.assessment.actions.late import count_late_answers
from school.assessment.actions.marking import (
    begin_marking,
    mark_critical,
    mark_item,
    submit_marking,
    write_note,
)
from school.assessment.actions.pictures import keep_picture
from school.assessment.actions.practical import (
    call_third,
    open_practical,
    open_practicals,
    replace_examiner,
)
from school.assessment.actions.questions import (
    put_in_use,
    revise,
    take_out_of_use,
    write_question,
)
from school.assessment.actions.results import release
from school.assessment.actions.reviews import approve, send_back, submit_for_review

__all__ = [
    "submit_for_review",
    "send_back",
    "revise",
    "keep_picture",
    "approve",
    "begin_marking",
    "call_third",
    "close_overdue_exams",
    "continue_exam",
    "count_late_answers",
    "import_file",
    "import_questions",
    "keep_file",
    "mark_critical",
    "mark_item",
    "open_exam",
    "open_practical",
    "open_practicals",
    "put_in_use",
    "release",
    "replace_examiner",
    "save_answer",
    "save_answers",
    "start_exam",
    "submit_exam",
    "submit_marking",
    "take_out_of_use",
    "write_note",
    "write_question",
]
