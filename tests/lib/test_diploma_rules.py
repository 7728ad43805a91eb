from datetime import date

import pytest

from school.lib import diploma
from tests.factories import diplomas


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("王敏", 40, ("王敏",)),
        ("张丽珍", 40, ("张丽珍",)),
        ("阿卜杜热西提·阿布都外力", 36, ("阿卜杜热西提·阿布都外力",)),
        ("赵" * 25, 18, ("赵" * 25,)),
        ("赵" * 50, 18, ("赵" * 25, "赵" * 25)),
        ("赵" * 24 + "·" + "钱" * 25, 18, ("赵" * 24 + "·", "钱" * 25)),
    ],
)
def test_a_name_steps_down_with_its_length(
    name: str, size: int, lines: tuple[str, ...]
) -> None:
    assert diploma.name_size(name) == diploma.NamePlate(lines, size)


@pytest.mark.parametrize("length", range(1, 51))
def test_every_name_of_up_to_fifty_characters_fits(length: int) -> None:
    for letter in "赵Wm·":
        plate = diploma.name_size(letter * length)
        assert "".join(plate.lines) == letter * length
        for line in plate.lines:
            assert diploma.breadth(line) * plate.size <= diploma.NAME_COLUMN


@pytest.mark.parametrize(
    ("length", "size"), [(9, 21), (17, 21), (22, 21), (25, 18), (30, 15), (38, 12)]
)
def test_a_long_course_title_is_set_smaller(length: int, size: int) -> None:
    assert diploma.course_size("护" * length) == size


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 21), "二〇二六年十一月二十一日"),
        (date(2026, 1, 1), "二〇二六年一月一日"),
        (date(2030, 10, 10), "二〇三〇年十月十日"),
        (date(2026, 12, 30), "二〇二六年十二月三十日"),
    ],
)
def test_the_day_of_issue_is_written_out(day: date, written: str) -> None:
    assert diploma.written_date(day) == written


def test_other_dates_are_in_figures() -> None:
    assert diploma.numeric_date(date(2026, 3, 2)) == "2026年3月2日"
    assert diploma.english_date(date(2026, 3, 2)) == "2 March 2026"


def test_hours_of_assessment_are_what_theory_and_practice_leave() -> None:
    assert diploma.sheet(diplomas.claims()).hours_assessment == 6
