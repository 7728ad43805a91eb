"""Whatever people earn and say, the comparison with who waited keeps to its own rules."""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from school.outcomes.rules import Applicant, more_on_average
from school.outcomes.rules.waited import LEAST, LEAST_KNOWN, MOST_APART, MOST_DAYS
from tests.outcomes.waiting import learners, one, only, waiting

changes = st.integers(-200_000, 300_000)
groups = st.lists(changes, min_size=LEAST, max_size=40)


@settings(max_examples=60, deadline=None)
@given(groups, groups, st.integers(-50_000, 50_000), st.randoms())
def test_what_happens_to_everybody_is_not_of_the_course(
    first: list[int], second: list[int], to_all: int, chance: Random
) -> None:
    """Both groups up by the same, the difference stays; whoever comes first, too."""
    found = only([*learners(first), *waiting(second)])
    moved = (
        [change + to_all for change in first],
        [change + to_all for change in second],
    )
    applicants = [*learners(moved[0]), *waiting(moved[1])]
    chance.shuffle(applicants)
    again = only(applicants)
    assert (again.more_fen, again.between) == (found.more_fen, found.between)
    assert found.between and found.more_fen is not None
    assert found.between[0] <= found.more_fen <= found.between[1]


@settings(max_examples=60, deadline=None)
@given(groups, groups)
def test_the_other_way_round_it_is_the_same_less(
    first: list[int], second: list[int]
) -> None:
    more, (low, high) = more_on_average(first, second)
    assert more_on_average(second, first) == (-more, (-high, -low))


sizes = st.tuples(
    st.sampled_from([LEAST - 1, LEAST, LEAST + 1, 31]),
    st.sampled_from([0, 9, LEAST - 1, LEAST, LEAST + 1, LEAST + 2, 31, 32]),
)


@settings(max_examples=150, deadline=None)
@given(
    sizes,
    sizes,
    st.sampled_from([363_636, 363_637, 400_000, 440_000, 440_001]),
    st.sampled_from([-62, -61, 0, 60, 61, 62]),
)
def test_it_is_told_where_all_holds_that_is_published_of_it_and_nowhere_else(
    learned: tuple[int, int], waited: tuple[int, int], before: int, days: int
) -> None:
    def group(size: tuple[int, int], **extra: Any) -> list[Applicant]:
        told = [60_000] * size[0] + [None] * size[1]
        first = 100 * extra["waited"]
        return [one(first + turn, change, **extra) for turn, change in enumerate(told)]

    day = date(2026, 9, 1)
    found = only(
        [
            *group(learned, waited=False, on=day),
            *group(waited, waited=True, before=before, on=day + timedelta(days=days)),
        ]
    )
    holds = [
        min(learned[0], waited[0]) >= LEAST,
        all(
            100 * known >= LEAST_KNOWN * sum((known, rest))
            for known, rest in (learned, waited)
        ),
        100 * abs(before - 400_000) <= MOST_APART * min(before, 400_000),
        abs(days) <= MOST_DAYS,
    ]
    assert (found.why is None) == all(holds)
    if found.why is not None:
        assert found == found.untold(found.why)
