"""Where one goes on in a lesson, and how much time spent reading counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.learning.rules import (
    LONGEST,
    Come,
    Read,
    Span,
    counted_seconds,
    done_at,
    joined,
    online_minutes,
    place,
    put_right,
)

NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def span(begun: float, ended: float, seconds: int | None = None) -> Span:
    whole = int(ended - begun)
    return Span(at(begun), at(ended), whole if seconds is None else seconds)


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ({}, (0, "")),
        ({"a": 1}, (1, "b")),
        ({"a": 1, "b": 2}, (2, "c")),
        # Who skipped back goes on behind the part read last.
        ({"a": 3, "b": 2}, (2, "c")),
        ({"c": 1}, (1, "a")),
        ({"a": 1, "b": 2, "c": 3}, (3, "")),
        # Parts that an editor has taken out do not count.
        ({"gone": 9, "a": 1}, (1, "b")),
        ({"gone": 9}, (0, "")),
    ],
)
def test_one_goes_on_behind_the_part_read_last(
    read: dict[str, int], found: tuple[int, str]
) -> None:
    moments = {part: at(second) for part, second in read.items()}
    assert place(["a", "b", "c"], moments) == found


def right(noted: Span, **more: datetime) -> Span | None:
    times = {"sent_at": at(600), "received_at": at(600), "since": at(-9999)}
    return put_right(noted, **{**times, **more})


def test_a_phone_whose_clock_is_wrong_is_put_right() -> None:
    assert right(span(0, 60), sent_at=at(100), received_at=at(7300)) == span(7200, 7260)


def test_what_cannot_have_been_then_was_done_by_the_receipt() -> None:
    within = {"since": at(0), "received_at": at(600)}
    assert done_at(at(60), **within) == at(60)
    assert done_at(at(-1), **within) == done_at(at(601), **within) == at(600)


@pytest.mark.parametrize(
    ("noted", "counts"),
    [
        # No longer than the time that passed, nor after the receipt.
        (span(0, 60, 9999), span(0, 60)),
        (span(560, 9000, 9999), span(560, 600)),
        (span(700, 800), None),
        (span(60, 0, 60), None),
        (span(0, 60, 0), None),
        # An hour in one piece is a phone left lying.
        (span(-3600, 0), Span(NOON - LONGEST, NOON, 600)),
        # Before she joined the class.
        (span(-9990, -9990 + 30), None),
    ],
)
def test_no_more_than_the_time_that_passed(noted: Span, counts: Span | None) -> None:
    found = right(noted, since=at(-9000))
    assert found == counts


def test_what_is_read_on_two_phones_at_once_counts_once() -> None:
    assert counted_seconds(span(0, 60), [span(0, 60)]) == 0
    assert counted_seconds(span(0, 60), [span(30, 90)]) == 30
    assert counted_seconds(span(0, 60), [span(10, 20), span(15, 30)]) == 40
    assert counted_seconds(span(0, 60), [span(90, 99), span(-9, 0)]) == 60
    assert counted_seconds(span(0, 60, 20), [span(0, 30)]) == 20


moments = st.integers(min_value=0, max_value=900)
spans = st.tuples(moments, moments, st.integers(0, 2000)).map(
    lambda three: span(min(three[:2]), max(three[:2]), three[2])
)


@given(st.lists(spans, max_size=12))
def test_in_all_never_more_than_the_time_that_passed(noted: list[Span]) -> None:
    kept: list[Span] = []
    total = 0
    for one in noted:
        found = right(one, sent_at=at(900), received_at=at(900))
        if found:
            seconds = counted_seconds(found, kept)
            assert 0 <= seconds <= one.seconds
            total += seconds
            kept.append(found)
    covered = {
        second
        for one in noted
        for second in range(
            int((one.begun - NOON).total_seconds()),
            int((one.ended - NOON).total_seconds()),
        )
    }
    assert total <= len(covered)


@given(st.lists(spans, max_size=8))
def test_what_is_sent_again_counts_nothing_more(noted: list[Span]) -> None:
    kept: list[Span] = []
    for one in noted:
        if counted_seconds(one, kept):
            kept.append(one)
    assert [counted_seconds(one, kept) for one in kept if one.seconds] == [0] * len(
        kept
    )


@given(
    st.lists(
        st.builds(
            Read, st.sampled_from("abc"), st.integers(0, 9999), st.integers(0, 30)
        ),
        max_size=9,
    ),
    st.integers(0, 120),
)
def test_lessons_count_within_their_minutes_and_the_limit(
    lines: list[Read], most: int
) -> None:
    counted = online_minutes(lines, most=most)
    assert 0 <= counted <= most
    assert counted <= sum(line.minutes for line in lines)
    assert counted <= sum(line.seconds for line in lines) / 60
    assert counted >= online_minutes(lines[1:], most=most)


def test_a_lesson_counts_no_longer_than_its_reading_takes() -> None:
    long, short = Read("a", 3600, 8), Read("b", 119, 8)
    assert online_minutes([long, short], most=90) == 9
    assert online_minutes([long], most=5) == 5
    assert online_minutes([long], most=0) == 0


def test_a_lesson_read_in_two_editions_counts_as_one() -> None:
    lines = [Read("a", 300, 8), Read("a", 120, 6)]
    assert online_minutes(lines, most=90) == 7
    assert online_minutes([*lines, Read("a", 600, 6)], most=90) == 8


def test_what_was_done_in_two_editions_is_one() -> None:
    read = Come(at(5), None, checks=(3, 6))
    done = Come(at(9), at(20), checks=(1, 3))
    again = Come(at(30), at(40), checks=(0, 0))
    assert joined(read, done) == Come(at(5), at(20), checks=(3, 6))
    assert joined(done, read) == joined(read, done)
    assert joined(done, again) == joined(again, done) == done
