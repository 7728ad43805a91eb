from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from school.lib.spreadsheet import Sheet, workbook


def read(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+1", "-1", "@SUM(A1)"])
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = read(workbook([Sheet("表", ["列"], [[text]])])).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_numbers_and_dates_stay_what_they_are() -> None:
    moment = datetime(2026, 11, 21, 19, tzinfo=timezone.get_default_timezone())
    row = [1, Decimal("2.5"), True, date(2026, 11, 21), moment, None, "𬭎䶮"]
    book = read(workbook([Sheet("表", [str(each) for each in range(7)], [row])]))
    values = [cell.value for cell in book.active[2]]
    assert values[:3] == [1, 2.5, True]
    assert values[3] == datetime(2026, 11, 21)
    assert values[4] == datetime(2026, 11, 21, 19)
    assert values[5:] == [None, "𬭎䶮"]


def test_a_sheet_has_a_title_that_spreadsheets_accept() -> None:
    book = read(workbook([Sheet("养老护理[第1期]:结果/" + "长" * 40, ["列"], [])]))
    assert len(book.sheetnames[0]) == 31
    assert not set("[]:*?/\\") & set(book.sheetnames[0])


def test_a_sign_that_no_spreadsheet_holds_is_replaced() -> None:
    book = read(workbook([Sheet("表", ["列"], [["a\x00b"]])]))
    assert book.active["A2"].value == "a\N{REPLACEMENT CHARACTER}b"


def test_sheets_come_in_order() -> None:
    book = read(workbook([Sheet("一", ["列"], []), Sheet("二", ["列"], [["x"]])]))
    assert book.sheetnames == ["一", "二"]
