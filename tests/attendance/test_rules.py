from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from school.attendance.rules import (
    ABSENT,
    ARRIVED,
    EXCUSED,
    LEFT,
    NOT_SELF,
    Presence,
    Seen,
    contradiction,
    credited_minutes,
    fold,
    noted_at,
    once,
    periods,
)

START = datetime(2026, 3, 20, 19, 0, tzinfo=UTC)
END = datetime(2026, 3, 20, 21, 25, tzinfo=UTC)
EVENING = periods(START, END, 135)


def at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return START.replace(hour=int(hour), minute=int(minute))


def minutes(arrived: str, left: str) -> int:
    return credited_minutes(Presence(arrived=at(arrived), left=at(left)), EVENING)


def test_an_evening_has_three_periods_with_two_breaks_of_five_minutes():
    assert [(a.strftime("%H:%M"), b.strftime("%H:%M")) for a, b in EVENING] == [
        ("19:00", "19:45"),
        ("19:50", "20:35"),
        ("20:40", "21:25"),
    ]


def test_a_whole_evening_is_three_hours_of_45_minutes():
    assert minutes("19:00", "21:25") == 135


def test_fifteen_minutes_late_keeps_the_period():
    assert minutes("19:15", "21:25") == 135


def test_sixteen_minutes_late_loses_the_period():
    assert minutes("19:16", "21:25") == 90


def test_coming_late_and_leaving_early_in_one_period_add_up():
    short = periods(START, START + timedelta(minutes=45), 45)
    kept = Presence(arrived=at("19:08"), left=at("19:38"))
    lost = Presence(arrived=at("19:08"), left=at("19:37"))
    assert credited_minutes(kept, short) == 45
    assert credited_minutes(lost, short) == 0


def test_leaving_in_the_second_break_keeps_two_periods():
    assert minutes("19:00", "20:36") == 90


def test_nothing_is_credited_before_both_ends_are_known():
    assert credited_minutes(Presence(arrived=START), EVENING) == 0
    assert credited_minutes(Presence(left=END), EVENING) == 0


def test_an_evening_over_midnight_counts_like_any_other():
    start = START.replace(hour=23)
    evening = periods(start, start + timedelta(minutes=145), 135)
    there = Presence(arrived=start, left=start + timedelta(minutes=145))
    assert credited_minutes(there, evening) == 135


def test_an_absence_undoes_an_arrival_and_an_arrival_an_absence():
    assert fold([Seen(ARRIVED, START), Seen(ABSENT, START)]).state == "absent"
    assert fold([Seen(EXCUSED, START), Seen(ARRIVED, START)]).state == "present"


def test_the_latest_arrival_counts_and_a_departure_before_it_falls():
    folded = fold(
        [
            Seen(ARRIVED, at("19:00")),
            Seen(LEFT, at("19:40")),
            Seen(ARRIVED, at("20:00")),
        ]
    )
    assert (folded.arrived, folded.left) == (at("20:00"), None)


@given(
    st.integers(-30, 200).map(lambda m: START + timedelta(minutes=m)),
)
def test_a_tap_stands_for_a_time_within_the_evening(now):
    assert START <= noted_at(now, START, END) <= END


@given(st.integers(0, 145), st.integers(0, 145), st.integers(0, 60))
def test_staying_longer_never_loses_minutes(first, second, more):
    arrive, leave = sorted((first, second))
    short = Presence(
        START + timedelta(minutes=arrive), START + timedelta(minutes=leave)
    )
    longer = Presence(short.arrived, START + timedelta(minutes=leave + more))
    assert credited_minutes(longer, EVENING) >= credited_minutes(short, EVENING)
    assert credited_minutes(longer, EVENING) in {0, 45, 90, 135}


def test_a_make_up_counts_once_and_the_better_time_counts():
    assert once({1: 45, 2: 135}) == 135
    assert once({1: 135, 2: 135}) == 135
    assert once({}) == 0


def scan(kind: str, clock: str) -> Seen:
    return Seen(kind, at(clock), is_scan=True)


def test_a_code_scanned_again_moves_no_arrival():
    folded = fold([scan(ARRIVED, "19:00"), scan(ARRIVED, "20:10")])
    assert folded == Presence(arrived=at("19:00"))


def test_a_code_after_a_departure_begins_another_stay():
    folded = fold([scan(ARRIVED, "19:00"), scan(LEFT, "19:46"), scan(ARRIVED, "20:38")])
    assert folded.state == "present"
    assert folded.stays == ((at("19:00"), at("19:46")),)
    assert credited_minutes(folded, EVENING) == 45
    whole = fold(
        [
            scan(ARRIVED, "19:00"),
            scan(LEFT, "19:46"),
            scan(ARRIVED, "20:38"),
            scan(LEFT, "21:25"),
        ]
    )
    assert credited_minutes(whole, EVENING) == 90


def test_two_short_stays_in_one_period_add_up():
    presence = fold(
        [
            scan(ARRIVED, "19:00"),
            scan(LEFT, "19:20"),
            scan(ARRIVED, "19:35"),
            scan(LEFT, "19:45"),
        ]
    )
    assert credited_minutes(presence, EVENING) == 45


def test_a_departure_alone_counts_for_nothing():
    assert credited_minutes(fold([scan(LEFT, "21:25")]), EVENING) == 0


def test_a_code_shown_by_somebody_else_changes_no_presence():
    seen = [scan(ARRIVED, "19:00"), Seen(NOT_SELF, at("19:30"), is_scan=True)]
    assert fold(seen) == Presence(arrived=at("19:00"))
    assert contradiction(seen) == "not_self"


def test_a_scan_and_a_later_absence_contradict_each_other():
    assert contradiction([scan(ARRIVED, "19:00"), Seen(ABSENT, at("19:20"))])
    assert not contradiction([Seen(ABSENT, at("19:10")), scan(ARRIVED, "19:20")])
    assert not contradiction([Seen(ARRIVED, at("19:00")), Seen(ABSENT, at("19:20"))])
