"""Days, moments and numbers as people write them in tables."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib.cells import Unread, day, moment, month, whole

DAYS = {
    "2026-11-3": date(2026, 11, 3),
    "2026/11/03": date(2026, 11, 3),
    "2026.11.3": date(2026, 11, 3),
    "2026年11月3日": date(2026, 11, 3),
    "２０２６年１１月３日": date(2026, 11, 3),
    "20261103": date(2026, 11, 3),
    "46329": date(2026, 11, 3),
    "46329.75": date(2026, 11, 3),
    "2026-11-03 14:05:09": date(2026, 11, 3),
    "2026-11-03T14:05": date(2026, 11, 3),
}


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day(text) == DAYS[text]


@pytest.mark.parametrize(
    "text",
    [
        *("11/03/2026", "26-11-3", "2026-13-01", "2026-02-30", "2026-1103", "11月3日"),
        *("昨天", "20261303", "1103", "4632", "146329", "1899-12-31", "2100-01-01"),
        *("2026-11/3", "2026-11-03 25:00", "2026-11-03 +08:00", "-46329", "4.6329e4"),
        *("79999", "2026-11-03 下午2点"),
    ],
)
def test_what_might_be_another_day_is_no_day(text: str) -> None:
    with pytest.raises(Unread, match="no_date"):
        day(text)


def test_a_moment_keeps_its_time_and_a_zone_that_is_named() -> None:
    assert moment("2026-11-03 14:05") == datetime(2026, 11, 3, 14, 5)
    assert moment("2026年11月3日14时5分") == datetime(2026, 11, 3, 14, 5)
    assert moment("46329.5") == datetime(2026, 11, 3, 12)
    assert moment("2026-11-03T14:05:00Z") == datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
    assert moment("2026-11-03T22:05:00+08:00") == datetime(
        2026, 11, 3, 14, 5, tzinfo=UTC
    )


def test_a_workbook_that_counts_from_1904_says_so() -> None:
    assert day("44867", is_1904=True) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["2026-11", "2026/11", "2026年11月", "2026年11月份", "202611", "2026-11-28"]
)
def test_a_month_is_its_first_day(text: str) -> None:
    assert month(text) == date(2026, 11, 1)


@pytest.mark.parametrize("text", ["2026-13", "2026", "11月", "202613"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(Unread, match="no_month"):
        month(text)


def test_a_number_with_a_comma_is_not_guessed() -> None:
    assert [whole(text) for text in ("5", "５", "5.0", "-3")] == [5, 5, 5, -3]
    for text in ("1,500", "4.5", "五", "", "1e3"):
        with pytest.raises(Unread, match="no_number"):
            whole(text)


@given(st.datetimes(datetime(1901, 1, 1), datetime(2099, 12, 31)), st.data())
def test_every_date_comes_back(at: datetime, data: st.DataObject) -> None:
    at = at.replace(microsecond=0)
    joint = data.draw(st.sampled_from("-/."))
    texts = [
        f"{at.year}{joint}{at.month}{joint}{at.day} {at:%H:%M:%S}",
        f"{at.year}年{at.month}月{at.day}日{at:%H:%M:%S}",
        f"{at:%Y%m%d %H:%M:%S}",
        at.isoformat(),
    ]
    for text in texts:
        wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
        assert (moment(text), moment(wide), day(text)) == (at, at, at.date())
