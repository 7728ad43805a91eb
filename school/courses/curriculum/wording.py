"""What each code of a problem says. The English here is also the translation key."""

from collections.abc import Callable

from school.courses.curriculum.problems import Problem


def gettext_noop(text: str) -> str:
    """Marks a text for the translation catalogue without importing Django."""
    return text


FORM = {
    "not_utf8": gettext_noop("the file is not UTF-8 text"),
    "unreadable_file": gettext_noop("the file cannot be read: {reason}"),
    "not_yaml": gettext_noop("not well-formed YAML: {reason}"),
    "unprintable": gettext_noop("the character {character} may not stand in the file"),
    "nested_too_deep": gettext_noop("the file is nested too deeply"),
    "not_a_table": gettext_noop("the file must be a table of keys"),
    "alias": gettext_noop("anchors and aliases are not used here; write the value out"),
    "key_not_text": gettext_noop("the key “{key}” must be text; put it in quotes"),
    "repeated_key": gettext_noop("the key “{key}” was already given in line {first}"),
    "unreadable_value": gettext_noop("“{value}” cannot be read as {tag}"),
    "unknown_schema": gettext_noop("the schema “{schema}” is not one of {known}"),
    "missing_key": gettext_noop("{where}: the key “{key}” is missing"),
    "unknown_key": gettext_noop(
        "{where}: the key “{key}” is not known; known are {known}"
    ),
    "wrong_type": gettext_noop("{where}: must be {expected}, not {found}"),
    "empty_text": gettext_noop("{where}: the text is empty"),
    "not_allowed": gettext_noop("{where}: “{value}” is not one of {allowed}"),
    "bad_form": gettext_noop("{where}: “{value}” must be written like {example}"),
    "out_of_range": gettext_noop("{where}: {value} is not between {low} and {high}"),
    "too_few": gettext_noop("{where}: has {count} entries, must have at least {bound}"),
    "too_many": gettext_noop("{where}: has {count} entries, may have at most {bound}"),
}
NAMES = {
    "repeated_id": gettext_noop("“{id}” was already given in line {first}"),
    "foreign_id": gettext_noop("“{id}” must begin with {prefix}-"),
    "evening_order": gettext_noop("evening {no} stands where evening {must} is due"),
    "standard_order": gettext_noop("standard {no} stands where standard {must} is due"),
    "unknown_module": gettext_noop("there is no module {name}"),
    "unknown_station": gettext_noop("there is no station {name}"),
    "unknown_lesson": gettext_noop("there is no lesson {name}"),
    "unknown_standard": gettext_noop("there is no standard {name}"),
    "unknown_rule": gettext_noop("there is no points rule {name}"),
    "unknown_course": gettext_noop("there is no course {name}"),
    "unknown_tier": gettext_noop("there is no tier {name}"),
    "unknown_period": gettext_noop("there is no period {name}"),
    "unknown_phase": gettext_noop("there is no phase {name}"),
    "not_of_station": gettext_noop("“{part}” does not belong to station {station}"),
    "not_of_module": gettext_noop("lesson {lesson} is not of module {module}"),
    "missing_file": gettext_noop("no file here has the schema {schema}"),
    "missing_course_file": gettext_noop(
        "no file here has the schema {schema} for course {course}"
    ),
    "second_file": gettext_noop("{first} already holds this part"),
    "shared_value": gettext_noop("course {course} already has this {key}"),
    "in_two_tracks": gettext_noop("course {course} is in track {track} already"),
    "in_no_track": gettext_noop("course {course} is in no track"),
    "no_confirm_list": gettext_noop("course {course} has no list to confirm"),
    "version_differs": gettext_noop(
        "version {version} differs from the course's version {must}"
    ),
    "languages": gettext_noop("the languages must be zh and en"),
}
HOURS = {
    "module_hours": gettext_noop(
        "module {module}: theory and practice add up to {total} hours, not {hours}"
    ),
    "evening_hours": gettext_noop(
        "evening {evening}: its parts add up to {total} hours, not {hours}"
    ),
    "evening_purpose": gettext_noop(
        "evening {evening}: must name a module exactly when it teaches"
    ),
    "evening_code": gettext_noop("evening {evening} must be called {must}"),
    "evening_length": gettext_noop(
        "evening {evening}: has {hours} hours, an evening has {must}"
    ),
    "evening_count": gettext_noop("{count} evenings are planned, {declared} declared"),
    "hours_total": gettext_noop("the parts add up to {total} hours, not {hours}"),
    "practical_share": gettext_noop("the practical share is {must}, not {share}"),
    "module_hours_sum": gettext_noop(
        "the modules' {key} add up to {total}, declared are {declared}"
    ),
    "assessment_hours_sum": gettext_noop(
        "the evenings' assessment hours add up to {total}, declared are {declared}"
    ),
    "module_evenings": gettext_noop(
        "module {module}: the {key} of its evenings add up to {total}, not {declared}"
    ),
    "period_count": gettext_noop("{count} periods for {must} hours an evening"),
    "period_length": gettext_noop("period {period} must last 45 minutes"),
    "period_break": gettext_noop(
        "period {period} must begin {minutes} minutes after the one before"
    ),
    "clock_span": gettext_noop("the periods must run from {start} to {end}"),
}
ASSESSMENT = {
    "theory_points": gettext_noop("the questions give {total} points, not {points}"),
    "pass_above_most": gettext_noop("the pass mark is above the maximum of {most}"),
    "examiner_count": gettext_noop("the least is above the recommended number"),
    "draw_too_many": gettext_noop("{count} stations cannot be drawn from {pool}"),
    "draw_empty": gettext_noop("no station would be drawn"),
    "draw_twice": gettext_noop("station {station} could be drawn twice"),
    "pass_condition": gettext_noop(
        "the condition “{condition}” is not known; known are {examples}"
    ),
    "pass_condition_once": gettext_noop(
        "a condition like “{example}” must be given exactly once"
    ),
    "pass_rule_differs": gettext_noop(
        "“{condition}” differs from the pass mark of {must}"
    ),
    "item_points": gettext_noop(
        "station {station}: item points add up to {total}, must be {must}"
    ),
    "station_weights": gettext_noop(
        "the stations' weights add up to {total}, must be {must}"
    ),
    "question_count": gettext_noop("{count} questions, there must be {must}"),
    "question_points": gettext_noop(
        "question {question}: gives {points} points, must give {must}"
    ),
    "question_in_course_file": gettext_noop(
        "question {question} is already in the course file"
    ),
    "true_false_options": gettext_noop(
        "question {question}: a true-or-false question has the options T and F"
    ),
    "option_keys": gettext_noop(
        "question {question}: the options must be A, B, C in this order"
    ),
    "same_options": gettext_noop("{question}: two options are the same"),
    "answer_unknown": gettext_noop(
        "question {question}: the answer {answer} is not among the options"
    ),
    "answer_repeated": gettext_noop("question {question}: an answer is given twice"),
    "too_few_answers": gettext_noop(
        "question {question}: a multiple-choice question has at least two answers"
    ),
    "one_answer": gettext_noop(
        "question {question}: must have exactly one answer, has {count}"
    ),
    "answer_index": gettext_noop(
        "answer {index} is not an option; they end at {highest}"
    ),
    "answer_order": gettext_noop("the answers must be in order, each once"),
    "row_width": gettext_noop("the row has {cells} cells, the table {columns} columns"),
    "lesson_count": gettext_noop(
        "module {module} has {count} lessons, must have {must}"
    ),
}
CONDUCT = {
    "standard_count": gettext_noop("{count} standards, there must be {must}"),
    "standard_code": gettext_noop("standard {standard} must be called {must}"),
    "standard_points": gettext_noop(
        "standard {standard}: gives {points} points, must give {must}"
    ),
    "spot_check_points": gettext_noop(
        "the standards give {total} points, not {points}"
    ),
    "breach_without_deduction": gettext_noop(
        "standard {standard}: rule {rule} deducts nothing"
    ),
    "cap_below_rule": gettext_noop("rule {rule}: one entry is above the cap of {most}"),
    "rule_without_points": gettext_noop("rule {rule}: gives no points"),
    "deduction_unprotected": gettext_noop(
        "rule {rule}: a deduction needs a second confirmation and an appeal"
    ),
    "red_without_deduction": gettext_noop("rule {rule}: sets red without a deduction"),
    "recovery_deducts": gettext_noop("rule {rule}: a recovery rule cannot deduct"),
    "initial_outside": gettext_noop(
        "the initial score is not between {low} and {high}"
    ),
    "tier_gap": gettext_noop("tier {tier}: must begin at {must}"),
    "tier_end": gettext_noop("the tiers end at {last}, the score at {must}"),
    "red_trigger": gettext_noop(
        "the trigger “{trigger}” is not known; known are {examples}"
    ),
    "one_red_tier": gettext_noop("there must be one red tier, not {count}"),
    "red_limit": gettext_noop("the triggers must include “score < {must}”"),
}
TEMPLATES = {**FORM, **NAMES, **HOURS, **ASSESSMENT, **CONDUCT}


# Words which a problem's data may hold and which are said in the reader's language.
WORDS = (
    gettext_noop("a text"),
    gettext_noop("a whole number"),
    gettext_noop("a number"),
    gettext_noop("true or false"),
    gettext_noop("no value"),
    gettext_noop("a list"),
    gettext_noop("a table of keys"),
)
IN_LINE = gettext_noop("{file}, line {line}: {reason}")
IN_FILE = gettext_noop("{file}: {reason}")


def sentence(problem: Problem, translate: Callable[[str], str] = str) -> str:
    """`elder-care.yaml, line 1043: station EC-S03: item points add up to 98, …`"""
    data = {
        name: translate(str(value)) if value in WORDS else value
        for name, value in problem.data.items()
    }
    if data.get("where") == "":
        data["where"] = problem.file
    reason = translate(TEMPLATES[problem.code]).format(**data)
    place = translate(IN_LINE if problem.line else IN_FILE)
    return place.format(file=problem.file, line=problem.line, reason=reason)
