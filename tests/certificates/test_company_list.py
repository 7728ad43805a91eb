"""What a row says, however it was pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.certificates.batch_check.rules import Fault, lines_of, rows_of
from school.certificates.rules import number

LINK = "abcdefghjkmnpqrstuvwxyz234"
ONE = number(county="361027", year=2026, course="EC", serial=1)
TWO = number(county="361027", year=2026, course="EC", serial=2)


@pytest.mark.parametrize(
    ("line", "name", "link"),
    [
        (f"{ONE}\t李春花", "李春花", ""),
        (f"{ONE},李春花", "李春花", ""),
        (f"{ONE.lower()}，李春花，{LINK}", "李春花", LINK),
        (f"  {ONE} 李春花", "李春花", ""),
        (f"{ONE}　阿卜杜·热西提", "阿卜杜·热西提", ""),
        (
            f"{ONE} Ann Lee https://x.example/certificates/shown/{LINK}/",
            "Ann Lee",
            LINK,
        ),
        (f"{ONE} 李春花 {LINK}", "李春花", LINK),
        (f'"{ONE}","Lee, Ann"', "Lee, Ann", ""),
    ],
)
def test_a_line_is_taken_apart_as_it_comes(line: str, name: str, link: str) -> None:
    (row,) = rows_of(lines_of(line))
    assert (row.number, row.name, row.link, row.fault) == (ONE, name, link, None)


def test_a_heading_and_blank_lines_ask_for_nothing() -> None:
    rows = rows_of(lines_of(f"编号,姓名\n\n{ONE},李春花\n , \n{TWO},王秀英"))
    assert [row.line for row in rows] == [3, 5]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (",李春花1", Fault.NUMBER_MISSING),
        (f"{ONE[:-1]}?,李春花", Fault.NOT_OURS),
        (f"{TWO},", Fault.NAME_MISSING),
        (f"{TWO},{'李' * 51}", Fault.NAME_TOO_LONG),
        (f"{ONE},王秀英", Fault.TWICE),
    ],
)
def test_what_is_wrong_is_said_of_its_row(line: str, fault: Fault) -> None:
    first, second = rows_of(lines_of(f"{ONE},李春花\n{line}"))
    assert (first.fault, second.fault) == (None, fault)


@given(st.text(max_size=200))
def test_nothing_pasted_breaks_it(text: str) -> None:
    assert all(row.fault for row in rows_of(lines_of(text)))
