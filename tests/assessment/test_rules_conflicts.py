"""Which marks of several phones contradict each other: no database is asked."""

from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules.conflicts import (
    Line,
    contradictions,
    disagreeing,
    standing,
)

VALUES = st.none() | st.integers(0, 5)


def ledgers(devices: str = "ab") -> st.SearchStrategy[list[Line]]:
    """Of one subject, each line with what its phone may have known of."""
    lines = st.tuples(VALUES, st.sampled_from(devices), st.none() | st.integers(0, 8))
    return st.lists(lines, max_size=8).map(
        lambda found: [
            Line(number, value, device, None if seen is None else min(seen, number))
            for number, (value, device, seen) in enumerate(found)
        ]
    )


def test_two_phones_that_knew_nothing_of_each_other_disagree() -> None:
    one, other = Line(1, 3, "a", 0), Line(2, 5, "b", 0)
    assert list(disagreeing([other, one])) == [one, other]
    assert contradictions([(7, one), (7, other), (8, one)]) == {7: [one, other]}


def test_what_the_other_phone_has_seen_is_no_disagreement() -> None:
    assert not disagreeing([Line(1, 3, "a", 0), Line(2, 5, "b", 1)])
    assert not disagreeing([Line(1, 3, "a", 0), Line(2, 3, "b", 0)])
    assert not disagreeing([Line(1, 3, "a", 0), Line(2, 5, "", None)])


def test_a_late_line_of_an_old_page_still_contradicts_what_came_between() -> None:
    lines = [Line(1, 3, "a", 0), Line(2, 5, "b", 1), Line(3, 4, "a", 1)]
    assert [line.value for line in disagreeing(lines)] == [5, 4]


@given(ledgers())
def test_the_order_in_which_lines_are_read_does_not_matter(lines: list[Line]) -> None:
    assert standing(lines) == standing(list(reversed(lines)))


@given(ledgers(devices="a"))
def test_one_phone_never_contradicts_itself(lines: list[Line]) -> None:
    assert not disagreeing(lines)


@given(ledgers())
def test_the_newest_line_always_stands_and_each_phone_has_one(
    lines: list[Line],
) -> None:
    left = standing(lines)
    assert left[-1:] == lines[-1:]
    assert len({line.device for line in left}) == len(left)


@given(ledgers(), VALUES)
def test_who_has_seen_everything_settles_it(
    lines: list[Line], value: int | None
) -> None:
    settled = Line(len(lines), value, "c", len(lines))
    assert standing([*lines, settled]) == [settled]
