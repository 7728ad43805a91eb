"""Single slips of the pen in the curriculum files, and the problem each must show."""

from typing import NamedTuple

EC = "elder-care.yaml"
CL = "cleaning.yaml"
LESSONS = "elder-care-lessons.yaml"
QUESTIONS = "elder-care-questions.yaml"
STANDARDS = "standards-20.yaml"
POINTS = "points-rules.yaml"
SIGNOFF = "signoff.yaml"
TRACKS = "tracks.yaml"


class Slip(NamedTuple):
    """`old` becomes `new` behind `after`; the problem stands at the line of `at`."""

    file: str
    code: str
    old: str
    new: str
    after: str = ""
    at: str = ""
    others: int = 0


SLIPS = {
    "item points": Slip(
        EC, "item_points", "points: 8", "points: 6", "- id: EC-S03", "  items:"
    ),
    "station weights": Slip(
        EC, "station_weights", "weight: 15", "weight: 16", "- id: EC-S03", "\nstations:"
    ),
    "a module's hours": Slip(
        EC, "module_hours", "  hours: 3\n", "  hours: 4\n", "- id: EC-M01", "  hours: 4"
    ),
    "the sum of the hours": Slip(EC, "hours_total", "total: 60", "total: 61"),
    "the practical share": Slip(EC, "practical_share", "share: 0.6", "share: 0.7"),
    "the number of evenings": Slip(EC, "evening_count", "evenings: 20", "evenings: 21"),
    "an evening's hours": Slip(
        EC, "evening_hours", "  hours: 3", "  hours: 2", "id: EC-E01", others=1
    ),
    "an evening without purpose": Slip(
        EC, "evening_purpose", "module: null", "module: EC-M10"
    ),
    "an evening out of order": Slip(EC, "evening_order", "'no': 2", "'no': 3", others=1),
    "an evening under another code": Slip(
        EC, "evening_code", "id: EC-E02", "id: EC-E32"
    ),
    "a period too long": Slip(
        EC, "period_length", "19:50-20:35", "19:50-20:36", others=1
    ),
    "a break too long": Slip(
        EC, "period_break", "19:50-20:35", "19:51-20:36", others=1
    ),
    "the end of the evening": Slip(
        EC, "clock_span", "end: '21:25'", "end: '21:30'", at="  periods:"
    ),
    "a period too few": Slip(
        EC, "period_count", "  - 20:40-21:25\n", "", at="  periods:", others=1
    ),
    "the same id twice": Slip(
        EC, "repeated_id", "id: EC-S03-I02", "id: EC-S03-I01"
    ),
    "an id of another course": Slip(
        EC, "foreign_id", "id: EC-L1", "id: PC-L1"
    ),
    "an item of another station": Slip(
        EC, "not_of_station", "id: EC-S03-I02", "id: EC-S08-I99"
    ),
    "a module that is not there": Slip(
        EC, "unknown_module", "- EC-M07", "- EC-M77", "- id: EC-S03"
    ),
    "a drawn station that is not there": Slip(
        EC, "unknown_station", "- EC-S08", "- EC-S88", "pool:"
    ),
    "a station drawn twice": Slip(EC, "draw_twice", "- EC-S02", "- EC-S01", "pool:"),
    "more stations drawn than there are": Slip(
        EC, "draw_too_many", "random_stations: 2", "random_stations: 8"
    ),
    "fewest examiners above the recommended": Slip(
        EC, "examiner_count", "min: 1", "min: 3"
    ),
    "the points of the exam": Slip(
        EC, "theory_points", "max_points: 100", "max_points: 120"
    ),
    "a pass mark above the maximum": Slip(
        EC, "pass_above_most", "pass_points: 60", "pass_points: 101", others=1
    ),
    "an unknown condition": Slip(
        EC, "pass_condition", "- theory >= 60", "- theory > 60", others=1
    ),
    "a condition left out": Slip(
        EC,
        "pass_condition_once",
        "    - attendance_rate >= 0.80\n",
        "",
        at="    all_of:",
    ),
    "a pass rule that differs": Slip(
        EC, "pass_rule_differs", "- theory >= 60", "- theory >= 50"
    ),
    "an answer that is no option": Slip(
        EC, "answer_unknown", "  answer:\n  - A", "  answer:\n  - E"
    ),
    "two answers to a single choice": Slip(
        EC, "one_answer", "  answer:\n  - A", "  answer:\n  - A\n  - B"
    ),
    "one answer to a multiple choice": Slip(
        QUESTIONS, "too_few_answers", "  - A\n  - C\n  - D", "  - A", at="  answer:"
    ),
    "an answer given twice": Slip(
        QUESTIONS, "answer_repeated", "  - A\n  - C\n", "  - A\n  - A\n", at="  answer:"
    ),
    "true or false with other options": Slip(
        QUESTIONS, "true_false_options", "key: T", "key: A", at="  options:", others=1
    ),
    "options out of order": Slip(
        EC, "option_keys", "- key: B", "- key: D", at="  options:"
    ),
    "two equal options": Slip(
        EC, "same_options", "zh: 看见脏了才洗手", "zh: 戴手套代替洗手", at="  options:"
    ),
    "a question worth more": Slip(EC, "question_points", "points: 5\n", "points: 6\n"),
    "a further question worth more": Slip(
        QUESTIONS, "question_points", "points: 5\n", "points: 6\n"
    ),
    "a question given in both files": Slip(
        QUESTIONS, "question_in_course_file", "id: EC-Q21", "id: EC-Q20"
    ),
    "a question about no lesson": Slip(
        QUESTIONS, "unknown_lesson", "lesson: EC-M01-L1", "lesson: EC-M01-L9"
    ),
    "a question about another module's lesson": Slip(
        QUESTIONS, "not_of_module", "lesson: EC-M01-L1", "lesson: EC-M02-L1"
    ),
    "a question about no standard": Slip(
        QUESTIONS, "unknown_standard", "standard: STD06", "standard: STD66"
    ),
    "a self-check's answer beyond its options": Slip(
        LESSONS, "answer_index", "    answer:\n    - 1", "    answer:\n    - 3"
    ),
    "a self-check's answers out of order": Slip(
        LESSONS, "answer_order", "    - 1\n    - 2\n", "    - 2\n    - 1\n", at="    answer:"
    ),
    "a row with a cell too many": Slip(
        LESSONS, "row_width", "      - 喂饭、擦洗", "      - 也\n      - 喂饭、擦洗", at="    - - 生活照料"
    ),
    "a lesson of another module": Slip(
        LESSONS, "not_of_module", "module: EC-M01", "module: EC-M02", others=2
    ),
    "a lesson with an unknown station": Slip(
        LESSONS, "unknown_station", "  - EC-S07", "  - EC-S77"
    ),
    "a lesson with an unknown standard": Slip(
        LESSONS, "unknown_standard", "  - STD02", "  - STD32"
    ),
    "lessons of another version": Slip(
        LESSONS, "version_differs", "version: '1.0'", "version: '1.1'"
    ),
    "a standard out of order": Slip(STANDARDS, "standard_order", "'no': 2", "'no': 4", others=1),
    "a standard under another code": Slip(
        STANDARDS, "standard_code", "code: STD02", "code: STD42", others=6
    ),
    "a standard worth more": Slip(
        STANDARDS,
        "standard_points",
        "spot_check_points: 5",
        "spot_check_points: 6",
        others=1,
    ),
    "a standard of no phase": Slip(
        STANDARDS, "unknown_phase", "phase: entry", "phase: enter"
    ),
    "a standard with an unknown rule": Slip(
        STANDARDS, "unknown_rule", "breach_rule: N01", "breach_rule: N99"
    ),
    "a breach that deducts nothing": Slip(
        STANDARDS, "breach_without_deduction", "breach_rule: N01", "breach_rule: T01"
    ),
    "a standard with an unknown station": Slip(
        STANDARDS, "unknown_station", "- CL-S01", "- CL-S91"
    ),
    "a rule above its own cap": Slip(POINTS, "cap_below_rule", "delta: 2", "delta: 50", at="max_abs_points: 30"),
    "a rule without points": Slip(POINTS, "rule_without_points", "delta: 2", "delta: 0"),
    "a deduction without appeal": Slip(
        POINTS,
        "deduction_unprotected",
        "appealable: true",
        "appealable: false",
        "code: N01",
        "delta: -3",
    ),
    "a rule with an unknown period": Slip(
        POINTS, "unknown_period", "    period: month", "    period: week"
    ),
    "red by a reward": Slip(
        POINTS,
        "red_without_deduction",
        "  appealable: false",
        "  appealable: false\n  sets_red: true",
        at="  sets_red: true",
    ),
    "a gap between tiers": Slip(
        POINTS, "tier_gap", "min_score: 80", "min_score: 81"
    ),
    "tiers that end too early": Slip(
        POINTS, "tier_end", "max_score: 300", "max_score: 299", at="\ntiers:"
    ),
    "an initial score outside": Slip(
        POINTS, "initial_outside", "initial: 100", "initial: 400"
    ),
    "an unknown trigger": Slip(
        POINTS, "red_trigger", "- two N09 within", "- three N09 within", at="\nred_card:"
    ),
    "another limit of the red card": Slip(
        POINTS, "red_limit", "- score < 80", "- score < 70", at="\nred_card:"
    ),
    "a reward for an unknown tier": Slip(
        POINTS, "unknown_tier", "min_tier: green", "min_tier: gold"
    ),
    "a confirmation about no lesson": Slip(
        SIGNOFF, "unknown_lesson", "- EC-M05-L2", "- EC-M05-L9"
    ),
    "a confirmation for no course": Slip(
        SIGNOFF, "unknown_course", "course: EC", "course: XX", others=10
    ),
    "a course in two tracks": Slip(
        TRACKS, "in_two_tracks", "  - PC", "  - EC\n  - PC"
    ),
    "a track with an unknown course": Slip(
        TRACKS, "unknown_course", "  - PC", "  - PC\n  - XX", at="  - XX"
    ),
    "a course in no track": Slip(
        TRACKS, "in_no_track", "  - PC", "  - EC", at="tracks:", others=1
    ),
}  # fmt: skip
