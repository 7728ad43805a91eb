"""What a row says, what is wrong with it, and what is only asked."""

from datetime import date
from typing import Any

import pytest

from school.wages.rules import Pay
from school.wages.uploads import rules
from school.wages.uploads.rules import Reported, Row

TODAY = date(2026, 11, 23)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
SEPTEMBER = (date(2026, 9, 1), date(2026, 9, 30))


def row(number: int = 2, **extra: Any) -> Row:
    values = {
        "worker": "abc",
        "name": "李春花",
        "month": date(2026, 10, 1),
        "unit": "month",
        "amount": 620_000,
        "basis": "net",
        **extra,
    }
    return rules.row(number, values, employer="华丽家政", today=TODAY)


def test_a_month_is_all_its_days() -> None:
    assert (row().days, row().fault) == (OCTOBER, "")
    assert row().pay == Pay(620_000, "month", 100, "net", "华丽家政")


def test_26_days_go_from_one_day_to_another() -> None:
    days = {"month": None, "first": date(2026, 10, 5), "last": date(2026, 10, 30)}
    told = row(unit="26_day", **days)
    assert told.days == (date(2026, 10, 5), date(2026, 10, 30))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"first": date(2026, 10, 5)}, "month_and_days"),
        ({"month": None}, "days_missing"),
        ({"month": None, "first": date(2026, 10, 5)}, "days_missing"),
        (
            {"month": None, "first": OCTOBER[1], "last": OCTOBER[0]},
            "days_backwards",
        ),
        ({"month": date(2026, 11, 1)}, "not_over"),
        (
            {"month": None, "first": SEPTEMBER[0], "last": OCTOBER[1]},
            "too_long",
        ),
        ({"month": date(2025, 10, 1)}, "too_old"),
        ({"month": date(2025, 11, 1)}, ""),
        ({"unit": "day"}, "how_many"),
        ({"unit": "day", "quantity": 0}, "how_many"),
        ({"unit": "day", "quantity": 3_200}, "too_many"),
        ({"unit": "day", "quantity": 2_250}, ""),
        ({"quantity": 2_600}, "not_counted"),
        ({"quantity": 100}, ""),
        ({"amount": 0}, "nothing"),
    ],
)
def test_what_cannot_be_so(said: dict[str, Any], fault: str) -> None:
    assert row(**said).fault == fault


def test_two_rows_that_differ_are_both_refused() -> None:
    twice = rules.apart([row(2), row(3, amount=630_000), row(4, worker="other")])
    assert [one.fault for one in twice] == ["twice", "twice", ""]


def test_the_same_row_again_is_known() -> None:
    again = rules.apart([row(2), row(3), row(4, month=date(2026, 9, 1))])
    assert [one.fault for one in again] == ["", "same_row", ""]


def test_a_row_that_falls_stands_for_no_good_one() -> None:
    told = rules.apart([row(2, amount=0), row(3)])
    assert [one.fault for one in told] == ["nothing", ""]


def test_a_row_with_another_name_stands_for_no_right_one() -> None:
    told = rules.apart([row(2, name="王秀英"), row(3), row(4, name="李 春花")])
    assert [one.fault for one in told] == ["", "", "same_row"]


def test_a_row_at_fault_speaks_against_no_other() -> None:
    told = rules.apart([row(2), row(3, amount=0)])
    assert [one.fault for one in told] == ["", "nothing"]


@pytest.mark.parametrize(
    ("written", "is_named"),
    [("李春花", True), ("李 春 花", True), ("李春", False), ("李春花花", False)],
)
def test_the_name_checks_the_code(written: str, is_named: bool) -> None:
    assert rules.is_named(written, "李春花") is is_named


def asked(*there: Reported, **extra: Any) -> tuple[str, ...]:
    tells = extra.pop("tells_others", False)
    return rules.asks(row(**extra), there, tells_others=tells)


def test_what_is_asked() -> None:
    overlapping = Reported((date(2026, 10, 15), date(2026, 11, 10)), Pay(1, "26_day"))
    assert asked() == ()
    assert asked(amount=62_000_000) == ("unusual",)
    assert asked(overlapping) == ("overlaps",)
    assert asked(Reported(SEPTEMBER, Pay(1, "month"))) == ()


def test_the_same_days_are_no_overlap_but_a_correction() -> None:
    there = Reported(OCTOBER, Pay(610_000, "month"))
    assert asked(there) == ()
    assert rules.former(row(), [there]) is there


def test_days_that_overlap_within_the_file_are_asked_about() -> None:
    days = {"month": None, "first": date(2026, 10, 5), "last": date(2026, 10, 30)}
    other = row(3, unit="26_day", **days)
    assert rules.asks(row(), [], [row(), other], tells_others=False) == (
        "overlaps_row",
    )
    bad = row(4, unit="26_day", amount=0, **days)
    september = row(5, month=SEPTEMBER[0])
    assert rules.asks(row(), [], [bad, september], tells_others=False) == ()


def test_of_another_company_only_the_desk_learns() -> None:
    other = Reported(OCTOBER, Pay(300_000, "month"), is_own=False)
    assert asked(other) == ()
    assert asked(other, tells_others=True) == ("other_employer",)
    assert rules.former(row(), [other]) is None
