"""A plan over the calendar: holidays, the turn of the year, midnight, an edition with other hours."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from school.attendance.ledger import scheduled_minutes
from school.courses import actions, rules
from school.courses.models import Cohort
from school.courses.refusals import EndsBeforeItBegins, RoomTaken
from school.people.models import User
from tests.factories.courses import make_cohort, make_edition


def planned(starts_on: date, *, evenings: int = 4) -> Cohort:
    return make_cohort(
        edition=make_edition(evenings=evenings),
        sessions=False,
        starts_on=starts_on,
        enrol_until=starts_on,
        status=Cohort.Status.DRAFT,
    )


def days(cohort: Cohort) -> list[date]:
    return [timezone.localdate(one.starts_at) for one in cohort.sessions.all()]


def moment(day: date, *clock: int) -> datetime:
    return datetime.combine(day, time(*clock), timezone.get_current_timezone())


def test_evenings_on_a_public_holiday_are_left_out(registrar: User) -> None:
    cohort = planned(date(2026, 9, 28))
    actions.plan_sessions(cohort, by=registrar, weekdays=[0, 2, 3], holidays_off=True)
    assert days(cohort) == [
        date(2026, 9, 28),
        date(2026, 9, 30),
        date(2026, 10, 8),
        date(2026, 10, 12),
    ]


def test_evenings_are_held_on_a_holiday_where_the_school_says_so(
    registrar: User,
) -> None:
    cohort = planned(date(2026, 9, 30), evenings=2)
    actions.plan_sessions(cohort, by=registrar, weekdays=[2, 3], holidays_off=False)
    assert days(cohort) == [date(2026, 9, 30), date(2026, 10, 1)]


def test_a_saturday_worked_for_the_national_day_can_have_its_class(
    registrar: User,
) -> None:
    cohort = planned(date(2026, 10, 3), evenings=2)
    actions.plan_sessions(cohort, by=registrar, weekdays=[5], holidays_off=True)
    assert days(cohort) == [date(2026, 10, 10), date(2026, 10, 17)]


def test_a_plan_crosses_the_year_over_its_week_53(registrar: User) -> None:
    cohort = planned(date(2026, 12, 28), evenings=3)
    actions.plan_sessions(cohort, by=registrar, weekdays=[2, 4], holidays_off=True)
    # The first of January, a Friday, is off.
    assert days(cohort) == [
        date(2026, 12, 30),
        date(2027, 1, 6),
        date(2027, 1, 8),
    ]
    assert cohort.starts_on.isocalendar()[:2] == (2026, 53)
    assert cohort.ends_on == date(2027, 1, 8)


def test_an_evening_ends_after_midnight(registrar: User) -> None:
    cohort = planned(date(2026, 12, 31), evenings=1)
    [session] = actions.plan_sessions(
        cohort, by=registrar, weekdays=[3], begins=time(22), ends=time(1)
    )
    assert session.starts_at == moment(date(2026, 12, 31), 22)
    assert session.ends_at == moment(date(2027, 1, 1), 1)
    # It is the last evening of its own day, not of the next.
    assert cohort.ends_on == date(2026, 12, 31)


def test_evenings_that_follow_midnight_clash_with_those_that_reach_into_it(
    registrar: User,
) -> None:
    cohort = planned(date(2026, 12, 31), evenings=1)
    actions.plan_sessions(
        cohort, by=registrar, weekdays=[3], begins=time(22), ends=time(1)
    )
    held = cohort.sessions.get()
    other = planned(date(2027, 1, 1), evenings=1)
    with pytest.raises(RoomTaken):
        actions.plan_sessions(
            other, by=registrar, weekdays=[4], begins=time(0, 30), ends=time(2)
        )
    actions.plan_sessions(
        other, by=registrar, weekdays=[4], begins=time(1), ends=time(2)
    )
    assert other.sessions.get().starts_at == held.ends_at


def test_an_end_long_before_the_beginning_is_a_slip_of_the_hand(
    registrar: User,
) -> None:
    with pytest.raises(EndsBeforeItBegins):
        actions.plan_sessions(
            planned(date(2026, 12, 31)),
            by=registrar,
            weekdays=[3],
            begins=time(21),
            ends=time(19),
        )


def test_two_times_of_the_clock_are_one_evening() -> None:
    new_year = date(2026, 12, 31)
    assert rules.evening_of(new_year, time(22), time(1)) == (
        datetime(2026, 12, 31, 22),
        datetime(2027, 1, 1, 1),
    )
    assert rules.evening_of(new_year, time(19), time(21))[1].date() == new_year
    eight = datetime(2026, 12, 31, 18)
    assert rules.is_evening(eight, eight + timedelta(hours=8))
    assert not rules.is_evening(eight, eight + timedelta(hours=8, minutes=1))
    assert not rules.is_evening(eight, eight)


def test_a_class_keeps_its_hours_when_a_newer_edition_has_others(
    registrar: User,
) -> None:
    earlier = planned(date(2026, 11, 23))
    actions.plan_sessions(earlier, by=registrar, weekdays=[0, 2])
    newer = make_edition(course=earlier.edition.course, evenings=6)
    later = make_cohort(
        edition=newer, sessions=False, starts_on=date(2026, 11, 24), status="draft"
    )
    actions.plan_sessions(later, by=registrar, weekdays=[1, 3])
    actions.plan_sessions(earlier, by=registrar, weekdays=[0, 2])
    assert scheduled_minutes([earlier.pk, later.pk]) == {
        earlier.pk: 4 * 135,
        later.pk: 6 * 135,
    }
    assert {one.evening.edition for one in earlier.sessions.all()} == {earlier.edition}
