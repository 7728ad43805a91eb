"""The forty of `forty.py` by group, worked out on paper.

Class 甲 is 01..22, 乙 23..40. Town: 安源 01..30, 湘东 31..37, 上栗 38..40. Men: 36..40.

At 3 months, the calendar month in hand.
Roll 22 and 18; completed 22 of 22 and 23..35, 13 of 18. Certified: of the whole one completed
without (34), so nothing is told by class. Another body's: 7 of 22 and 0 of 13.
Reached 22 and 23..28, 32..35, 10. In work: of the whole three were not, so nothing by class.
Pairs: 17 of 22, with the figures of the whole, and none of 18. Rose 12 of 17.
By town: three people of 上栗 are not told, nor 湘东 beside them, which they would follow from.
At 6 months: in 乙 one was reached (31), so neither class is told of.
"""

from typing import Any

import pytest
from django.urls import reverse

from school.outcomes.rules import (
    Cell,
    Count,
    Kind,
    Like,
    Line,
    Member,
    age_band,
    tables,
)
from tests.cast import signed_in
from tests.factories.people import grant
from tests.outcomes import forty


def members() -> list[Member]:
    return [
        Member(
            person=number,
            row=row,
            groups={
                Kind.CLASS: ("养老", "甲" if number <= 22 else "乙"),
                Kind.TOWN: (
                    "安源" if number <= 30 else "湘东" if number <= 37 else "上栗",
                ),
                Kind.SEX: ("male" if number >= 36 else "female",),
            },
        )
        for number, row in enumerate(forty.rows(), start=1)
    ]


def lines(kind: Kind, like: Like) -> dict[tuple[str, ...], Line]:
    return {line.key: line for line in tables(members(), like)[kind]}


def test_by_class_at_three_months() -> None:
    by_key = lines(Kind.CLASS, Like(3))
    assert list(by_key) == [("养老",), ("养老", "乙"), ("养老", "甲"), ()]
    assert by_key["养老", "甲"].cells == {
        Count.ROLL: Cell(22, 22),
        Count.COMPLETED: Cell(22, 22),
        Count.CERTIFIED: None,
        Count.EXTERNAL: Cell(7, 22),
        Count.REACHED: Cell(22, 22),
        Count.EMPLOYED: None,
        Count.PAIRED: Cell(17, 22, median_fen=77_510, mean_fen=55_613),
        Count.ROSE: Cell(12, 17),
    }
    assert by_key["养老", "乙"].cells == {
        Count.ROLL: Cell(18, 18),
        Count.COMPLETED: Cell(13, 18),
        Count.CERTIFIED: None,
        Count.EXTERNAL: Cell(0, 13),
        Count.REACHED: Cell(10, 18),
        Count.EMPLOYED: None,
        Count.PAIRED: Cell(0, 18),
    }
    assert by_key[()].cells[Count.PAIRED] == Cell(17, 40, 77_510, 55_613)


def test_one_who_was_reached_hides_the_other_class_too() -> None:
    by_key = lines(Kind.CLASS, Like(6))
    assert by_key[()].cells[Count.EMPLOYED] == Cell(16, 22)
    assert by_key[()].cells[Count.STAYED] == Cell(10, 16)
    for key in (("养老", "甲"), ("养老", "乙")):
        assert by_key[key].cells[Count.REACHED] is None
        assert by_key[key].cells[Count.EMPLOYED] is None


def test_three_people_of_a_town_are_not_told_nor_what_they_would_follow_from() -> None:
    by_key = lines(Kind.TOWN, Like(3))
    assert by_key["安源",].cells[Count.ROLL] == Cell(30, 30)
    assert by_key["湘东",].cells[Count.ROLL] is None
    assert not any(by_key["上栗",].cells.values())


def test_by_sex_all_or_nobody_may_be_told() -> None:
    by_key = lines(Kind.SEX, Like(3))
    assert by_key["male",].cells[Count.COMPLETED] == Cell(0, 5)
    assert by_key["female",].cells[Count.COMPLETED] == Cell(35, 35)


def test_26_days_and_before_deductions_are_tables_of_their_own() -> None:
    assert lines(Kind.SEX, Like(3, "26_day"))[()].cells[Count.PAIRED] == Cell(
        5, 40, 100_000, 67_999
    )
    assert lines(Kind.SEX, Like(3, "month", "gross"))[()].cells[Count.PAIRED] is None


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, ""),
        (1997, "<30"),
        (1996, "30-39"),
        (1987, "30-39"),
        (1966, "60+"),
    ],
)
def test_age_is_by_the_year_of_birth(born: int | None, band: str) -> None:
    assert age_band(born, 2026) == band


@pytest.mark.django_db
def test_the_desk_knows_three_questions_and_six_ways_of_pay(
    outcomes_officer: Any,
) -> None:
    client = signed_in(grant(outcomes_officer, "wagtailadmin.access_admin"))
    for words, status in (
        ([6, "26_day", "gross"], 200),
        ([4, "month", "net"], 404),
        ([3, "day", "net"], 404),
    ):
        url = reverse("outcomes_desk:overview_of", args=words)
        assert client.get(url).status_code == status
