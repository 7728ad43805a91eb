"""Files that contradict themselves or one another are refused with file, line and reason."""

from pathlib import Path

import pytest

from school.courses.curriculum.problems import Malformed, Problem
from school.courses.curriculum.reader import read
from school.courses.curriculum.wording import sentence
from tests.courses.slips import (
    EC,
    LESSONS,
    POINTS,
    QUESTIONS,
    SIGNOFF,
    SLIPS,
    STANDARDS,
    TRACKS,
)
from tests.factories.curriculum import Files


@pytest.fixture
def files(parsed_once: None, tmp_path: Path) -> Files:
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
    assert [problem.code for problem in found if problem.data.get("key")] == [
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
