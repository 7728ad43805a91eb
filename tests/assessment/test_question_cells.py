"""What the cells of a workbook of questions can be, and where each mistake is said to stand."""

from datetime import date
from typing import Any

import pytest

from school.assessment.models import Question
from school.courses.models import Edition
from tests.factories.questions import cell_of, filled, line, module_code, read_sheet

pytestmark = pytest.mark.django_db


def said(edition: Edition, **changes: Any) -> list[str]:
    """Where a row with these changes has problems."""
    reading = read_sheet(edition, filled([line(1, module_code(edition), **changes)]))
    assert all(problem.sentence for problem in reading.problems)
    return [problem.place for problem in reading.problems]


def test_what_was_typed_in_another_way_is_understood(edition: Edition) -> None:
    name = module_code(edition)
    lines = [
        line(1, f" {name}\N{NO-BREAK SPACE}", code=17, answer="Ａ", kind=" 单选题 "),
        None,
        line(2, name, kind="numeric", answer=38.5, tolerance="０.５", A_zh=None,
             A_en=None, B_zh=None, B_en=None),
        line(3, name, kind="multiple", answer="a、b"),
        line(4, name, kind="true_false", A_zh="对", A_en="True", B_zh="错", B_en="False",
             answer=False),
        line(5, name, kind="true_false", A_zh=None, A_en=None, B_zh=None, B_en=None,
             answer="对"),
        line(6, name, kind="ordering", answer="B，A"),
        {"code": "  "},
        line(7, name, kind="numeric", answer=40, A_zh=None, A_en=None, B_zh=None,
             B_en=None, unit_zh="℃", unit_en="℃"),
    ]  # fmt: skip
    lines[0]["kind"] = str(Question.Kind.SINGLE.label)
    lines += [
        line(8, name, kind="true_false", A_zh="错", A_en="No", B_zh="对", B_en="Yes",
             answer="Ａ"),
        line(9, name, kind="true_false", A_zh=None, A_en=None, B_zh=None, B_en=None,
             answer="×"),
    ]  # fmt: skip
    reading = read_sheet(edition, filled(lines))
    assert reading.problems == []
    assert [one.code for one in reading.questions] == [
        *("17", "Q0002", "Q0003", "Q0004", "Q0005", "Q0006", "Q0007", "Q0008"),
        "Q0009",
    ]
    answers = ["A", "38.5", "AB", "B", "A", "BA", "40", "B", "B"]
    assert ["".join(one.answer) for one in reading.questions] == answers
    assert reading.questions[6].unit_zh == "℃"
    assert [option.zh for option in reading.questions[7].options] == ["对", "错"]


def test_formulas_dates_and_merged_cells_are_refused(edition: Edition) -> None:
    def spoil(sheet: Any) -> None:
        sheet[cell_of("stem_zh", 2).partition("!")[2]] = "=A1&B1"
        sheet[cell_of("code", 3).partition("!")[2]] = date(2026, 3, 1)
        sheet[cell_of("answer", 4).partition("!")[2]] = "#N/A"
        first, last = cell_of("A_zh", 5), cell_of("B_en", 6)
        sheet.merge_cells(f"{first.partition('!')[2]}:{last.partition('!')[2]}")

    lines = [line(serial, module_code(edition)) for serial in range(1, 8)]
    reading = read_sheet(edition, filled(lines, change=spoil))
    assert [problem.place for problem in reading.problems] == [
        *(
            cell_of("A_zh", 5),
            cell_of("stem_zh", 2),
            cell_of("code", 3),
            cell_of("answer", 4),
        )
    ]


def test_a_code_stands_in_a_file_once(edition: Edition) -> None:
    name = module_code(edition)
    lines = [line(1, name), line(2, name), line(3, name, code="Q0001")]
    (problem,) = read_sheet(edition, filled(lines)).problems
    assert problem.place == cell_of("code", 4)
    assert cell_of("code", 2) in problem.sentence


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"code": None}, ["code"]),
        ({"code": "Q 1"}, ["code"]),
        ({"code": "Q" * 13}, ["code"]),
        ({"lesson": "L99"}, ["lesson"]),
        ({"kind": None}, ["kind"]),
        ({"use": "never"}, ["use"]),
        ({"picture": "none"}, ["picture"]),
        ({"replaces": "Q0001"}, ["replaces"]),
        ({"stem_zh": "长" * 2001}, ["stem_zh"]),
        ({"B_zh": None, "B_en": None}, ["B_zh"]),
        ({"D_zh": "丁", "D_en": "D"}, ["C_zh"]),
        ({"B_zh": "洗手"}, ["B_zh"]),
        ({"A_picture": "x"}, ["A_picture"]),
        ({"answer": None}, ["answer"]),
        ({"kind": "multiple"}, ["answer"]),
        ({"kind": "multiple", "answer": "AAB"}, ["answer"]),
        ({"kind": "ordering"}, ["answer"]),
        ({"kind": "picture"}, ["A_picture", "B_picture"]),
        ({"kind": "numeric"}, ["A_zh", "answer"]),
        ({"kind": "true_false", "C_zh": "丙", "C_en": "C"}, ["C_zh"]),
        ({"unit_zh": "℃"}, ["unit_zh"]),
    ],
)
def test_each_mistake_stands_at_its_cell(
    edition: Edition, changes: dict[str, Any], fields: list[str]
) -> None:
    assert said(edition, **changes) == [cell_of(field) for field in fields]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"answer": "about 38"}, ["answer"]),
        ({"answer": "1,500"}, ["answer"]),
        ({"answer": "38.12345"}, ["answer"]),
        ({"tolerance": "-1"}, ["tolerance"]),
        ({"unit_zh": "℃", "unit_en": None}, ["unit_en"]),
    ],
)
def test_numbers_are_checked(
    edition: Edition, changes: dict[str, Any], fields: list[str]
) -> None:
    number = {"kind": "numeric", "answer": "38.5"}
    number |= dict.fromkeys(("A_zh", "A_en", "B_zh", "B_en"))
    assert said(edition, **(number | changes)) == [cell_of(field) for field in fields]
