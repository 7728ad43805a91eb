"""Who may join a class, without a database."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from school.enrollment.rules.eligibility import (
    Applicant,
    Class,
    Demands,
    Meeting,
    Work,
    age_on,
    overlap,
    reasons,
)

FIRST, LAST = date(2026, 12, 28), date(2027, 1, 15)
MONDAY = Meeting(datetime(2026, 12, 28, 19), datetime(2026, 12, 28, 21, 25))
OPEN = Class(FIRST, LAST, [MONDAY])


def demanding(**asked: object) -> Class:
    return replace(OPEN, demands=Demands(**asked))


def codes(applicant: Applicant, wanted: Class = OPEN) -> list[str]:
    return [reason.code for reason in reasons(applicant, wanted)]


def test_nothing_stands_against_somebody_of_whom_nothing_is_asked() -> None:
    assert codes(Applicant()) == []


@pytest.mark.parametrize(
    ("birth", "found"),
    [
        (date(2008, 12, 29), ["too_young"]),
        (date(2008, 12, 28), []),
        (date(1966, 12, 29), []),
        (date(1965, 12, 28), ["too_old"]),
    ],
)
def test_the_age_of_the_first_evening_counts(birth: date, found: list[str]) -> None:
    wanted = demanding(youngest=18, oldest=60)
    assert codes(Applicant(birth=birth), wanted) == found


def test_a_leap_day_has_its_birthday_in_march() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_a_course_may_ask_for_another_or_a_certificate_of_it() -> None:
    wanted = demanding(prerequisite="基础课")
    assert codes(Applicant(), wanted) == ["prerequisite_missing"]
    assert codes(Applicant(has_prerequisite=True), wanted) == []


@pytest.mark.parametrize(
    ("asked", "shown", "found"),
    [
        ("basic", [], ["health_check_missing"]),
        ("basic", [("basic", LAST)], []),
        ("basic", [("infant", LAST)], []),
        ("infant", [("basic", LAST)], ["health_check_missing"]),
        ("infant", [("infant", date(2027, 1, 14))], ["health_check_ends"]),
        ("infant", [("infant", date(2026, 1, 1)), ("infant", LAST)], []),
    ],
)
def test_a_health_certificate_holds_to_the_last_evening(
    asked: str, shown: list[tuple[str, date]], found: list[str]
) -> None:
    assert codes(Applicant(health=shown), demanding(health_class=asked)) == found


def test_evenings_clash_by_the_minute_and_each_class_is_named_once() -> None:
    touching = Meeting(MONDAY.ends, datetime(2026, 12, 28, 23), "晚班")
    inside = Meeting(datetime(2026, 12, 28, 21), datetime(2026, 12, 28, 22), "早班")
    assert codes(Applicant(meetings=[touching])) == []
    found = reasons(Applicant(meetings=[touching, inside, inside]), OPEN)
    assert [(one.code, one.data["cohort"], one.data["count"]) for one in found] == [
        ("session_clash", "早班", 1)
    ]


def test_evenings_of_the_place_to_be_given_up_are_no_second_reason() -> None:
    other = replace(MONDAY, of="第1期")
    applicant = Applicant(other_place="第1期", meetings=[other])
    assert codes(applicant) == ["already_in_course"]


@pytest.mark.parametrize(
    ("work", "clashes"),
    [
        (Work(0, time(8), time(19)), False),
        (Work(0, time(8), time(19, 1)), True),
        (Work(0, time(21, 25), time(6)), False),
        (Work(1, time(19), time(22)), False),
        # From Sunday evening through the night, and on to Monday evening.
        (Work(6, time(20), time(8)), False),
        (Work(6, time(20), time(19, 30)), True),
    ],
)
def test_a_shift_clashes_by_its_hours_through_the_night_too(
    work: Work, clashes: bool
) -> None:
    assert overlap(work, MONDAY) is clashes


def test_a_meeting_past_midnight_meets_the_shift_of_the_next_morning() -> None:
    late = Meeting(datetime(2026, 12, 31, 23), datetime(2027, 1, 1, 1))
    assert overlap(Work(4, time(0, 30), time(8)), late)


def test_everything_is_said_at_once() -> None:
    applicant = Applicant(
        birth=date(2010, 1, 1),
        holds=["先完成再培训", "欠交资料"],
        other_place="第1期",
        has_completed=True,
        meetings=[replace(MONDAY, of="保洁班")],
        works=[Work(0, time(12), time(20))],
    )
    wanted = demanding(youngest=18, prerequisite="基础课", health_class="basic")
    assert codes(applicant, wanted) == [
        "too_young",
        "prerequisite_missing",
        "health_check_missing",
        "on_hold",
        "on_hold",
        "already_in_course",
        "course_completed",
        "session_clash",
        "shift_clash",
    ]
