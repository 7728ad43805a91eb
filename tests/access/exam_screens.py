"""Exams, their stations, questions and contests at the desk."""

from tests.access.rows import Row, named, of

REGISTRAR = named("registrar")
READERS = named("auditor registrar")
QUESTIONS = named("auditor editor registrar")
CHANGE_QUESTION = named("editor registrar")
_class = of("cohort.code")
_edition = of("edition.course.code", "edition.version")
_question = of(
    "question.edition.course.code", "question.edition.version", "question.code"
)
_correction = of("correction.code")
_place = of("practical.code", "marking.practical_station.station.code")
EXAM_SCREENS: dict[str, Row] = {
    "contest_desk:new": Row(REGISTRAR),
    "contest_desk:contest": Row(READERS, of("contests.published.code")),
    "contest_desk:add_round": Row(REGISTRAR, of("contests.draft.code")),
    "contest_desk:appoint": Row(REGISTRAR, of("contests.draft.code")),
    "contest_desk:open": Row(REGISTRAR, of("contests.draft.code"), True),
    "contest_desk:enter": Row(REGISTRAR, of("contests.open.code")),
    "contest_desk:start": Row(REGISTRAR, of("contests.open.code")),
    "contest_desk:hand_over": Row(REGISTRAR, of("contests.running.code")),
    "contest_desk:close": Row(REGISTRAR, of("contests.running.code")),
    "contest_desk:publish": Row(REGISTRAR, of("contests.running.code")),
    "contest_desk:ranking_pdf": Row(READERS, of("contests.published.code")),
    "contest_desk:contestant": Row(READERS, of("contests.contestant.code")),
    "contest_desk:withdraw": Row(
        REGISTRAR, of("contests.judge_sheet.place.contestant.code")
    ),
    "contest_desk:show_name": Row(
        REGISTRAR, of("contests.judge_sheet.place.contestant.code"), True
    ),
    "contest_desk:correct": Row(REGISTRAR, of("contests.judged_sheet.code")),
    "assessment_desk:cohorts": Row(READERS),
    "assessment_desk:cohort": Row(READERS, _class),
    "assessment_desk:open_exam": Row(REGISTRAR, _class, True),
    "assessment_desk:open_practicals": Row(REGISTRAR, _class, True),
    "assessment_desk:release": Row(REGISTRAR, _class, True),
    "assessment_desk:open_practical": Row(REGISTRAR, of("enrollment.code")),
    "assessment_desk:help_requests": Row(READERS),
    "assessment_desk:trainee": Row(READERS, of("enrollment.code")),
    "assessment_desk:grant_help": Row(REGISTRAR, of("enrollment.code")),
    "assessment_desk:decline_help": Row(REGISTRAR, of("help_request.code")),
    "assessment_desk:revoke_help": Row(REGISTRAR, of("accommodation.code")),
    "assessment_desk:allow_sitting": Row(REGISTRAR, of("enrollment.code")),
    "assessment_desk:sitting": Row(READERS, of("attempt.code")),
    "assessment_desk:sitting_pdf": Row(READERS, of("attempt.code")),
    "assessment_desk:count_late": Row(REGISTRAR, of("attempt.code")),
    "assessment_desk:decline_late": Row(REGISTRAR, of("attempt.code")),
    "assessment_desk:give_time": Row(REGISTRAR, of("attempt.code")),
    "assessment_desk:give_time_to_class": Row(REGISTRAR, _class),
    "assessment_desk:strays": Row(READERS),
    "assessment_desk:settle_strays": Row(REGISTRAR, of("marking.code")),
    "assessment_desk:corrections": Row(QUESTIONS),
    "assessment_desk:correct": Row(CHANGE_QUESTION, _question),
    "assessment_desk:correction": Row(QUESTIONS, _correction),
    "assessment_desk:confirm_correction": Row(REGISTRAR, _correction, True),
    "assessment_desk:reject_correction": Row(REGISTRAR, _correction),
    "assessment_desk:correction_sheet": Row(READERS, _correction),
    "assessment_desk:examiners": Row(READERS, _class),
    "assessment_desk:conflict": Row(REGISTRAR, of("enrollment.code")),
    "assessment_desk:end_conflict": Row(REGISTRAR, of("conflict.code")),
    "assessment_desk:stations": Row(READERS, _class),
    "assessment_desk:plan_day": Row(REGISTRAR, _class),
    "assessment_desk:day": Row(READERS, of("day.code")),
    "assessment_desk:change_day": Row(REGISTRAR, of("day.code")),
    "assessment_desk:call_off_day": Row(REGISTRAR, of("day.code")),
    "assessment_desk:day_plan_pdf": Row(READERS, of("day.code")),
    "assessment_desk:door_signs_pdf": Row(READERS, of("day.code")),
    "assessment_desk:appeals": Row(READERS),
    "assessment_desk:appeal": Row(READERS, of("appeal.code")),
    "assessment_desk:give_appeal": Row(REGISTRAR, of("appeal.code")),
    "assessment_desk:reopen_appeal": Row(REGISTRAR, of("appeal.code")),
    "assessment_desk:practical": Row(READERS, of("practical.code")),
    "assessment_desk:station": Row(READERS, _place),
    "assessment_desk:moderator": Row(REGISTRAR, _place, True),
    "assessment_desk:third": Row(REGISTRAR, _place, True),
    "assessment_desk:replace": Row(REGISTRAR, of("marking.code"), True),
    "questions_desk:banks": Row(QUESTIONS),
    "questions_desk:exchange": Row(QUESTIONS, _edition),
    "questions_desk:export": Row(QUESTIONS, _edition),
    "questions_desk:template_sheet": Row(QUESTIONS, _edition),
    # Only whoever sent it in.
    "questions_desk:file": Row(frozenset({"registrar"}), of("question_file.code")),
    "questions_desk:file_sheet": Row(
        frozenset({"registrar"}), of("question_file.code")
    ),
    "assessment_desk:submit": Row(CHANGE_QUESTION, _question, True),
    "assessment_desk:revise": Row(CHANGE_QUESTION, _question, True),
    "assessment_desk:items": Row(QUESTIONS),
    "assessment_desk:edition_items": Row(QUESTIONS, _edition),
    "assessment_desk:edition_items_xlsx": Row(QUESTIONS, _edition),
}
