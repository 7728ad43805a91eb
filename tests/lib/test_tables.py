"""Uploaded tables: every way in which dates, headings and files come, and what is refused."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from school.lib import tables
from school.lib.cells import Kind
from school.lib.errors import Refusal
from school.lib.spreadsheet import harmless
from school.lib.tables import Column, Line

COLUMNS = (
    Column("phone", ["手机号", "电话"]),
    Column("on", ["日期", "发生日期"], Kind.DAY),
    Column("stars", ["星级"], Kind.WHOLE, is_required=False),
    Column("text", ["说明"], is_required=False, longest=20),
    Column("kind", ["类型"], is_required=False, words={"好评": "good", "Bad": "bad"}),
    Column("paid", ["金额"], Kind.MONEY, is_required=False),
)
HEAD = ["手机号", "日期"]


def written(
    rows: list[list[str]], *, encoding: str = "utf-8", sign: str = ","
) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue().encode(encoding)


def book(rows: Sequence[Any], change: Callable[[Any], object] | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def only(data: bytes) -> Line:
    [line] = tables.read(data, COLUMNS)
    return line


def codes(line: Line) -> list[tuple[str, str]]:
    return [(reason.title, reason.code) for reason in line.reasons]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_csv_of_every_program(encoding: str, sign: str) -> None:
    rows = [
        ["说明", "日期", "手机号"],
        ["家里来过𬭎䶮，好", "2026-11-3", "13900000101"],
    ]
    line = only(written(rows, encoding=encoding, sign=sign))
    assert line.values == {
        "phone": "13900000101",
        "on": date(2026, 11, 3),
        "text": "家里来过𬭎䶮，好",
    }
    assert (line.number, line.reasons) == (2, ())


TEXTS = st.text(
    st.characters(
        codec="gb18030", exclude_categories=("Cc", "Cs", "Zs", "Cf", "Zl", "Zp")
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: not text.startswith(("'", "=", "＝")))


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(TEXTS, st.dates(date(1950, 1, 1), date(2099, 12, 31)), TEXTS),
        min_size=1,
    ),
    st.permutations(["phone", "on", "text"]),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "xlsx"]),
)
def test_what_was_written_is_read(
    rows: list[tuple[str, date, str]], order: list[str], form: str
) -> None:
    titles = {"phone": "手机号", "on": "日期", "text": "说明"}
    meant = [dict(zip(("phone", "on", "text"), row, strict=True)) for row in rows]
    shown = [[titles[name] for name in order]] + [
        [str(row[name]) for name in order] for row in meant
    ]
    data = book(shown) if form == "xlsx" else written(shown, encoding=form)
    lines = tables.read(data, COLUMNS)
    assert [line.values for line in lines] == meant
    assert [line.number for line in lines] == list(range(2, len(rows) + 2))


@given(st.binary(max_size=400))
def test_no_file_does_more_than_be_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        tables.read(data, COLUMNS)


def test_headings_go_by_other_names_below_a_title() -> None:
    data = written(
        [
            ["十一月平台评价", "", ""],
            [],
            [" 发生 日期*", "客户", "电话："],
            ["20261103", "张女士", "139"],
        ]
    )
    line = only(data)
    assert line.values == {"phone": "139", "on": date(2026, 11, 3)}
    assert "张女士" not in line.texts.values()
    assert line.number == 4


def test_a_real_date_a_text_and_a_number_in_a_workbook() -> None:
    rows = [
        [*HEAD, "星级"],
        [13900000101, datetime(2026, 11, 3, 9), 5],
        ["139", 46329, 5.0],
        [139, 20261103, "５"],
    ]
    lines = tables.read(book(rows), COLUMNS)
    assert [line.values["on"] for line in lines] == [date(2026, 11, 3)] * 3
    assert [line.values["stars"] for line in lines] == [5, 5, 5]
    assert lines[0].values["phone"] == "13900000101"


def test_days_since_1904_are_counted_from_there() -> None:
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    sheet = made.active
    assert sheet is not None
    for row in (HEAD, ["139", 44867]):
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    assert only(out.getvalue()).values["on"] == date(2026, 11, 3)


def test_a_formula_is_refused_for_its_row_alone() -> None:
    rows = [HEAD, ["139", "=TODAY()"], ["=A2", "2026-11-03"], ["138", "2026-11-03"]]
    for data in (book(rows), written(rows)):
        lines = tables.read(data, COLUMNS)
        assert [codes(line) for line in lines] == [
            [("日期", "formula")],
            [("手机号", "formula")],
            [],
        ]
        assert [line.number for line in lines] == [2, 3, 4]


def test_an_error_is_refused() -> None:
    assert codes(only(book([HEAD, ["#N/A", "2026-11-03"]]))) == [("手机号", "error")]


def test_merged_cells_are_refused_in_every_row_they_cover() -> None:
    rows = [HEAD, ["139", "2026-11-03"], [None, "2026-11-04"], ["138", "2026-11-05"]]
    lines = tables.read(book(rows, lambda sheet: sheet.merge_cells("A2:A3")), COLUMNS)
    assert [codes(line) for line in lines] == [
        [("手机号", "merged")],
        [("手机号", "merged")],
        [],
    ]


def test_cells_merged_in_columns_nobody_reads_do_no_harm() -> None:
    rows = [["备注", *HEAD], ["甲", "139", "2026-11-03"], [None, "138", "2026-11-03"]]
    data = book(rows, lambda sheet: sheet.merge_cells("A2:A3"))
    assert [line.reasons for line in tables.read(data, COLUMNS)] == [(), ()]


def test_a_date_where_none_is_asked_for() -> None:
    line = only(book([[*HEAD, "星级"], [date(2026, 11, 3), "2026-11-03", time(5)]]))
    assert codes(line) == [("手机号", "is_date"), ("星级", "is_date")]


def test_each_reason_of_a_row_is_named() -> None:
    head = [*HEAD, "星级", "说明", "类型", "金额"]
    row = ["", "11/03/2026", "4.5", "长" * 21, "中评", "很多"]
    line = only(written([head, row]))
    assert codes(line) == [
        ("手机号", "missing"),
        ("日期", "no_date"),
        ("星级", "no_number"),
        ("说明", "too_long"),
        ("类型", "unknown_word"),
        ("金额", "no_money"),
    ]
    assert all(reason.title in str(reason) for reason in line.reasons)
    assert (line.values, line.texts["on"]) == ({}, "11/03/2026")


def test_words_stand_for_what_they_mean() -> None:
    rows = [[*HEAD, "类型", "金额"], ["1", "20261103", " bad ", "6,200.50元"]]
    assert only(written(rows)).values == {
        "phone": "1",
        "on": date(2026, 11, 3),
        "kind": "bad",
        "paid": 620050,
    }


def test_a_text_that_was_made_harmless_comes_back() -> None:
    data = written([[*HEAD, "说明"], ['="0139"', "20261103", harmless("+86 好")]])
    assert (only(data).values["phone"], only(data).values["text"]) == ("0139", "+86 好")


FILES: dict[str, tuple[bytes, type[Refusal]]] = {
    "nothing": (b"", tables.HeadingsMissing),
    "a program": (b"MZ\0\0", tables.UnreadableTable),
    "an old workbook": (b"\xd0\xcf\x11\xe0\0\0", tables.UnreadableTable),
    "a workbook cut off": (book([HEAD])[:-80], tables.UnreadableTable),
    "a column less": (written([["电话"], ["139"]]), tables.HeadingsMissing),
    "a heading twice": (
        written([[*HEAD, "电话"], ["1", "2", "3"]]),
        tables.HeadingTwice,
    ),
    "headings alone": (written([HEAD]), tables.EmptyTable),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table(name: str) -> None:
    data, refusal = FILES[name]
    with pytest.raises(refusal) as caught:
        tables.read(data, COLUMNS)
    assert str(caught.value)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(tables.HeadingsMissing, match="日期"):
        tables.read(written([["电话"], ["139"]]), COLUMNS)


@pytest.mark.parametrize("form", [written, book])
def test_more_rows_than_asked_for(form: Callable[[list[list[str]]], bytes]) -> None:
    rows = [HEAD, *[["139", "20261103"]] * 30]
    assert len(tables.read(form(rows), COLUMNS, most_rows=30)) == 30
    for most in (29, 5):
        with pytest.raises(tables.TableTooLarge, match=str(most)):
            tables.read(form(rows), COLUMNS, most_rows=most)


def test_more_than_five_thousand_rows_for_who_asks() -> None:
    rows = [HEAD, *[["139", "20261103"]] * 5_100]
    with pytest.raises(tables.TableTooLarge):
        tables.read(book(rows), COLUMNS)
    assert len(tables.read(book(rows), COLUMNS, most_rows=20_000)) == 5_100


def test_more_bytes_than_asked_for() -> None:
    with pytest.raises(tables.TableTooLarge):
        tables.read(b"x" * 2_000_000, COLUMNS, most_bytes=1024 * 1024)
