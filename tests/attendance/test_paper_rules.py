"""What is typed from paper, and what its code says; pure rules."""

import pytest

from school.attendance.papers import rules


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("", []),
        ("3", [3]),
        ("1-3, 7", [1, 2, 3, 7]),
        ("1、2；5－6", [1, 2, 5, 6]),
        ("1、2;5~6", [1, 2, 5, 6]),
        ("2 到 4", [2, 3, 4]),
        ("1 2 3", [1, 2, 3]),
        ("7,7", [7]),
        ("5-3", None),
        ("李春花", None),
        ("1-", None),
        ("0", [0]),
        ("9999", None),
    ],
)
def test_numbers_of_rows(typed: str, rows: list[int] | None) -> None:
    assert rules.rows_in(typed) == rows


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (16, 1), (17, 2), (40, 3)])
def test_sixteen_rows_fill_a_page(rows: int, pages: int) -> None:
    assert rules.pages(rows, 16) == pages


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "https://school.example/attendance/sheets/ab3defgh9k/?page=2",
            ("ab3defgh9k", 2),
        ),
        ("https://school.example/attendance/rolls/ab3defgh9k/", None),
        ("https://school.example/attendance/sheets/ab3defgh9k/?page=2&x=1", None),
        ("", None),
    ],
)
def test_the_code_of_a_sheet(text: str, named: tuple[str, int] | None) -> None:
    assert rules.sheet_in(text) == named
