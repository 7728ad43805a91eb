"""A file that is not written as it must be is refused with file, line and reason."""

from pathlib import Path

import pytest

from school.courses.curriculum.problems import Malformed, Problem
from school.courses.curriculum.reader import read
from school.courses.curriculum.wording import sentence
from tests.factories.curriculum import Files

EC = "elder-care.yaml"
LESSONS = "elder-care-lessons.yaml"
POINTS = "points-rules.yaml"


@pytest.fixture
def files(parsed_once: None, tmp_path: Path) -> Files:
    return Files(tmp_path)


def problems(files: Files) -> list[Problem]:
    with pytest.raises(Malformed) as refusal:
        read(files.folder)
    assert all(sentence(problem) for problem in refusal.value.problems)
    return list(refusal.value.problems)


def only_problem(files: Files) -> Problem:
    (problem,) = problems(files)
    return problem


# name: (code, old text, new text, lines from the old text to the problem)
COURSE_FORM = {
    "a bracket left open": ("not_yaml", "  total: 60", "  total: [60", 1),
    "a control character": ("unprintable", "护理员\n", "护理\x07员\n", 0),
    "a key given twice": (
        "repeated_key",
        "  theory: 18",
        "  evenings: 20\n  theory: 18",
        5,
    ),
    "an alias": ("alias", "  theory: 18", "  theory: &n 18\n  total: *n", 0),
    "a tag": ("unreadable_value", "  total: 60", "  total: !!set 60", 0),
    "a key that YAML reads as no": ("key_not_text", "- 'no': 1", "- no: 1", 0),
    "another schema": (
        "unknown_schema",
        "night-school-course/1",
        "night-school-course/2",
        0,
    ),
    "an unknown key": (
        "unknown_key",
        "class_size_max: 24",
        "class_size_max: 24\nclas: 2",
        1,
    ),
    "a version without quotes": ("wrong_type", "version: '1.0'", "version: 1.0", 0),
    "a version with a slash": ("bad_form", "version: '1.0'", "version: 1/0", 0),
    "digits of another script": ("bad_form", "version: '1.0'", "version: '1.٠'", 0),
    "a time without quotes": ("wrong_type", "start: '19:00'", "start: 19:00", 0),
    "a word for a number": ("wrong_type", "size_max: 24", "size_max: many", 0),
    "true for a number": ("wrong_type", "size_max: 24", "size_max: true", 0),
    "a word for a list": ("wrong_type", "language:\n- zh\n- en", "language: zh", 0),
    "nothing for a text": ("wrong_type", "en: Elder-care worker", "en:", 0),
    "a blank text": ("empty_text", "en: Elder-care worker", "en: ' '", 0),
    "English for Chinese": ("bad_form", "zh: 养老护理员", "zh: Elder carer", 0),
    "a time that is none": ("bad_form", "start: '19:00'", "start: '25:00'", 0),
    "a period in words": ("bad_form", "- 19:00-19:45", "- 19:00 to 19:45", 0),
    "a code of another form": ("bad_form", "code: 4-10-01-05", "code: elder", 0),
    "a colour in capitals": ("bad_form", "color: blue", "color: Blue", 0),
    "an unknown effect": ("not_allowed", "effect: fail_station", "effect: fail", 0),
    "a claim of a level": (
        "not_allowed",
        "level_claim_allowed: false",
        "level_claim_allowed: true",
        0,
    ),
    "hours of sixty minutes": ("not_allowed", "minutes: 45", "minutes: 60", 0),
    "fifteen hours for a station": (
        "out_of_range",
        "time_limit_minutes: 12",
        "time_limit_minutes: 900",
        0,
    ),
    "a list too short": ("too_few", "language:\n- zh\n- en", "language:\n- zh", 0),
}


@pytest.mark.parametrize("name", COURSE_FORM)
def test_a_malformed_course_file_is_refused_where_it_is_malformed(
    files: Files, name: str
) -> None:
    code, old, new, below = COURSE_FORM[name]
    line = files.replace(EC, old, new) + below
    first = problems(files)[0]
    assert (first.file, first.line, first.code) == (EC, line, code)


OTHER_FORM = {
    "an unknown block": (LESSONS, "not_allowed", "- type: caution", "- type: warning"),
    "a lesson of no minutes": (LESSONS, "out_of_range", "minutes: 8", "minutes: 0"),
    "a number for true or false": (
        POINTS,
        "wrong_type",
        "appealable: false",
        "appealable: 0",
    ),
    "a decision by machine alone": (
        POINTS,
        "not_allowed",
        "automated_only_allowed: false",
        "automated_only_allowed: true",
    ),
    "a public red board": (POINTS, "not_allowed", "public: false", "public: true"),
    "an unknown role": (
        POINTS,
        "not_allowed",
        "confirm_role: registrar",
        "confirm_role: clerk",
    ),
}


@pytest.mark.parametrize("name", OTHER_FORM)
def test_any_malformed_file_is_refused_where_it_is_malformed(
    files: Files, name: str
) -> None:
    file, code, old, new = OTHER_FORM[name]
    line = files.replace(file, old, new)
    problem = only_problem(files)
    assert (problem.file, problem.line, problem.code) == (file, line, code)


def test_a_block_without_type_is_refused(files: Files) -> None:
    line = files.replace(LESSONS, "  - type: text\n    zh", "  - zh")
    problem = only_problem(files)
    assert (problem.line, problem.code) == (line, "missing_key")
    assert problem.data["where"] == "lessons[EC-M01-L1].body[1]"


def test_a_missing_key_is_told_where_its_table_begins(files: Files) -> None:
    line = files.replace(EC, "  weight: 15\n", "", after="- id: EC-S03")
    start = files.line_of(EC, "- id: EC-S03")
    problem = only_problem(files)
    assert start < line
    assert (problem.line, problem.data["key"]) == (start, "weight")
    assert problem.data["where"] == "stations[EC-S03]"


def test_a_repeated_key_tells_both_lines(files: Files) -> None:
    line = files.replace(EC, "badge_color: blue", "badge_color: blue\nslug: again")
    problem = only_problem(files)
    assert (problem.line, problem.code) == (line + 1, "repeated_key")
    assert problem.data == {"key": "slug", "first": files.line_of(EC, "slug:")}


def test_a_file_that_is_not_utf8_is_refused(files: Files) -> None:
    path = files.folder / EC
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    problem = only_problem(files)
    assert (problem.file, problem.line, problem.code) == (EC, 12, "not_utf8")


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_a_file_that_holds_no_table_is_refused(files: Files, text: str) -> None:
    (files.folder / EC).write_text(text, encoding="utf-8")
    assert (EC, "not_a_table") in [(p.file, p.code) for p in problems(files)]


def test_a_file_nested_without_end_is_refused(files: Files) -> None:
    (files.folder / EC).write_text("a: " + "[" * 20_000, encoding="utf-8")
    codes = {p.code for p in problems(files) if p.file == EC}
    assert codes <= {"not_yaml", "nested_too_deep"} and codes


def test_all_problems_of_all_files_are_told_at_once(files: Files) -> None:
    files.replace(EC, "points: 14", "points: 15", after="- id: EC-S01")
    files.replace(EC, "class_size_max: 24", "class_size_max: many")
    files.replace(POINTS, "cost: 20", "cost: free")
    files.replace(LESSONS, "minutes: 8", "minutes: 0")
    found = [(problem.file, problem.code) for problem in problems(files)]
    assert sorted(found) == [
        (LESSONS, "out_of_range"),
        (EC, "item_points"),
        (EC, "wrong_type"),
        (POINTS, "wrong_type"),
    ]


def test_a_problem_reads_as_file_line_and_reason(files: Files) -> None:
    files.replace(EC, "points: 8", "points: 6", after="- id: EC-S03")
    line = files.text(EC)[: files.text(EC).index("- id: EC-S03-I01")].count("\n")
    assert sentence(only_problem(files)) == (
        f"elder-care.yaml, line {line}: "
        "station EC-S03: item points add up to 98, must be 100"
    )
