from datetime import datetime, time, timedelta, timezone

import pytest

from school.notices.rules.devices import device_name
from school.notices.rules.texts import (
    Facts,
    Fault,
    Finding,
    findings,
    said,
    set_in_chinese,
)
from school.notices.rules.times import Quiet, may_leave, wait_after

SHANGHAI = timezone(timedelta(hours=8))
NIGHT = Quiet(time(21, 30), time(7, 30))
FACTS = Facts(frozenset({"cohort"}), frozenset({"venue"}), frozenset({"is_cancelled"}))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (at(20, 21, 29), at(20, 21, 29)),
        (at(20, 21, 30), at(21, 7, 30)),
        (at(20, 23, 59), at(21, 7, 30)),
        (at(21, 0, 0), at(21, 7, 30)),
        (at(21, 7, 29), at(21, 7, 30)),
        (at(21, 7, 30), at(21, 7, 30)),
        (
            datetime(2026, 12, 31, 22, tzinfo=SHANGHAI),
            datetime(2027, 1, 1, 7, 30, tzinfo=SHANGHAI),
        ),
    ],
)
def test_what_can_wait_leaves_when_the_quiet_is_over(
    moment: datetime, leaves: datetime
) -> None:
    assert may_leave(moment, NIGHT, is_urgent=False) == leaves


def test_what_is_urgent_leaves_at_once() -> None:
    assert may_leave(at(20, 23), NIGHT, is_urgent=True) == at(20, 23)


def test_quiet_may_lie_within_a_day_or_not_be_at_all() -> None:
    noon = Quiet(time(12), time(14))
    assert may_leave(at(20, 13), noon, is_urgent=False) == at(20, 14)
    assert may_leave(at(20, 15), noon, is_urgent=False) == at(20, 15)
    none = Quiet(time(0), time(0))
    assert may_leave(at(20, 0), none, is_urgent=False) == at(20, 0)


def test_waits_grow_up_to_two_hours() -> None:
    minutes = [wait_after(n) / timedelta(minutes=1) for n in range(1, 7)]
    assert minutes == [5, 15, 45, 120, 120, 120]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{cohort}有课", []),
        ("{cohort}[,教室{venue}]", []),
        ("[{is_cancelled?}停课][{is_cancelled!}照常]", []),
        ("{cohrot}有课", [Finding(Fault.UNKNOWN, "cohrot")]),
        ("教室{venue}", [Finding(Fault.UNSURE, "venue")]),
        ("{is_cancelled?}停课", [Finding(Fault.OUTSIDE, "is_cancelled")]),
        ("{is_cancelled}", [Finding(Fault.UNKNOWN, "is_cancelled")]),
        ("{cohort", [Finding(Fault.BRACES)]),
        ("{班期}", [Finding(Fault.BRACES)]),
        ("[{venue}", [Finding(Fault.BRACKETS), Finding(Fault.UNSURE, "venue")]),
        ("[[{venue}]]", [Finding(Fault.BRACKETS)]),
        ("{{ cohort.delete }}", [Finding(Fault.BRACES)]),
    ],
)
def test_a_text_that_cannot_be_said_is_found_out(
    text: str, found: list[Finding]
) -> None:
    assert findings(text, FACTS) == found


def test_a_text_is_said_with_its_facts() -> None:
    text = "{cohort}[,教室{venue}][{is_cancelled?}:停课][{is_cancelled!}:照常]。"
    known = {"cohort": "第1期", "venue": "甲"}
    assert said(text, known) == "第1期,教室甲:照常。"
    assert said(text, {"cohort": "第1期"}, {"is_cancelled"}) == "第1期:停课。"
    assert said("{cohort}", {"cohort": "{venue}[x]"}) == "{venue}[x]"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/130 Mobile Safari",
            "Android · Chrome",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari",
            "iPhone · Safari",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari Edg/130", "Windows · Edge"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_called_as_its_owner_would(agent: str, name: str) -> None:
    assert device_name(agent) == name


@pytest.mark.parametrize(
    ("rendered", "set"),
    [
        (
            "第3晚 (补课): 改到3月20日(周五)19:00。 地点: 乙。",
            "第3晚（补课）：改到3月20日(周五)19:00。地点：乙。",
        ),
        ("翻身 Turning: 这一晚不上课。", "翻身 Turning：这一晚不上课。"),
    ],
)
def test_chinese_is_set_without_gaps(rendered: str, set: str) -> None:
    assert set_in_chinese(rendered) == set
