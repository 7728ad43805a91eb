"""Files that contradict themselves or one another are refused with file, line and reason."""

from pathlib import Path
from typing import NamedTuple

import pytest

from school.courses.curriculum.problems import Malformed, Problem
from school.courses.curriculum.reader import read
from school.courses.curriculum.wording import sentence
from tests.factories.curriculum import Files

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
    "an evening out of order": Slip(EC, "out_of_order", "'no': 2", "'no': 3", others=1),
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
    "a standard out of order": Slip(STANDARDS, "out_of_order", "'no': 2", "'no': 4", others=1),
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


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def problems(files: Files) -> list[Problem]:
    with pytest.raises(Malformed) as refusal:
        read(files.folder)
    return list(refusal.value.problems)


@pytest.mark.parametrize("name", SLIPS)
def test_a_contradiction_is_refused_where_it_stands(files: Files, name: str) -> None:
    slip = SLIPS[name]
    line = files.replace(slip.file, slip.old, slip.new, after=slip.after)
    if slip.at:
        line = nearest(files, slip.file, slip.at, line)
    found = problems(files)
    assert (slip.file, line, slip.code) in [
        (problem.file, problem.line, problem.code) for problem in found
    ]
    said = [sentence(problem) for problem in found]
    assert len(said) == 1 + slip.others, said


def nearest(files: Files, file: str, mark: str, line: int) -> int:
    """The line at or above `line` with `mark`; failing that, the first below."""
    lines = files.text(file).splitlines()
    wanted = mark.strip("\n")
    above = [number for number in range(line, 0, -1) if wanted in lines[number - 1]]
    below = [
        number for number in range(line, len(lines)) if wanted in lines[number - 1]
    ]
    return (above or below)[0]


def test_a_lesson_too_few_is_refused(files: Files) -> None:
    files.cut(LESSONS, "- id: EC-M10-L2", "read_aloud: true\n")
    files.replace(LESSONS, "read_aloud: true\n", "", after="read_aloud: true\nread")
    codes = {problem.code for problem in problems(files)}
    assert "lesson_count" in codes


def test_a_question_too_few_is_refused(files: Files) -> None:
    files.cut(QUESTIONS, "- id: EC-Q22", "- id: EC-Q23")
    (problem,) = problems(files)
    assert (problem.code, problem.data) == ("question_count", {"count": 59, "must": 60})


def test_a_course_question_too_few_is_refused(files: Files) -> None:
    files.cut(EC, "- id: EC-Q02", "- id: EC-Q03")
    (problem,) = problems(files)
    assert (problem.code, problem.data) == ("question_count", {"count": 19, "must": 20})


def test_a_standard_too_few_is_refused(files: Files) -> None:
    files.cut(STANDARDS, "- 'no': 2\n", "- 'no': 3\n")
    assert "standard_count" in {problem.code for problem in problems(files)}


def test_a_module_moved_between_evenings_is_refused(files: Files) -> None:
    files.replace(EC, "module: EC-M05", "module: EC-M06", after="id: EC-E08")
    assert {problem.code for problem in problems(files)} == {"module_evenings"}


def test_more_hours_declared_than_taught_are_refused(files: Files) -> None:
    files.replace(EC, "  theory: 18", "  theory: 19")
    files.replace(EC, "  practical: 36", "  practical: 35")
    found = problems(files)
    assert [problem.code for problem in found if problem.data.get("kind")] == [
        "module_hours_sum",
        "module_hours_sum",
    ]


def test_assessment_hours_are_counted(files: Files) -> None:
    files.replace(EC, "  assessment: 6", "  assessment: 3")
    files.replace(EC, "  total: 60", "  total: 57")
    assert "assessment_hours_sum" in {problem.code for problem in problems(files)}


def test_a_longer_evening_is_refused(files: Files) -> None:
    files.replace(EC, "assessment_hours: 3", "assessment_hours: 4", after="id: EC-E19")
    files.replace(EC, "  hours: 3", "  hours: 4", after="id: EC-E19")
    assert "evening_length" in {problem.code for problem in problems(files)}


@pytest.mark.parametrize("name", [LESSONS, QUESTIONS])
def test_a_course_without_its_files_is_refused(files: Files, name: str) -> None:
    (files.folder / name).unlink()
    codes = [problem.code for problem in problems(files)]
    assert codes[0] == "missing_course_file"


@pytest.mark.parametrize("name", [STANDARDS, POINTS, SIGNOFF, TRACKS])
def test_a_folder_without_a_common_file_is_refused(files: Files, name: str) -> None:
    (files.folder / name).unlink()
    assert "missing_file" in {problem.code for problem in problems(files)}


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Malformed) as refusal:
        read(tmp_path)
    assert {problem.code for problem in refusal.value.problems} == {"missing_file"}


def test_the_same_course_in_two_files_is_refused(files: Files) -> None:
    (files.folder / "again.yaml").write_text(files.text(EC), encoding="utf-8")
    found = {(problem.file, problem.code) for problem in problems(files)}
    assert (EC, "second_file") in found


def test_two_courses_of_one_colour_are_refused(files: Files) -> None:
    line = files.replace(EC, "badge_color: blue", "badge_color: green")
    (problem,) = problems(files)
    assert (problem.line, problem.code) == (line, "shared_value")


def test_a_course_without_a_confirm_list_is_refused(files: Files) -> None:
    files.cut(SIGNOFF, "- course: PC", "- course: CL")
    (problem,) = problems(files)
    assert (problem.code, problem.data) == ("no_confirm_list", {"course": "PC"})
