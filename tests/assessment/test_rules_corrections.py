"""Marking by the key of a question that proved wrong: never a point less."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules.answers import Key, is_right
from school.assessment.rules.corrections import (
    ANY_ANSWER,
    NEW_KEY,
    NOT_COUNTED,
    Corrected,
    corrected,
    fresh_points,
    remarked,
)

KEY = Key("single", ("B",))
OPTIONS = st.sampled_from("ABCD")
CHOSEN = st.one_of(st.just(()), OPTIONS.map(lambda key: (key,)))
CORRECTIONS = st.one_of(
    OPTIONS.map(lambda key: Corrected(NEW_KEY, (key,))),
    st.sampled_from([Corrected(ANY_ANSWER), Corrected(NOT_COUNTED)]),
)


@pytest.mark.parametrize(
    ("correction", "chosen", "right"),
    [
        (Corrected(NEW_KEY, ("A",)), ("A",), True),
        (Corrected(NEW_KEY, ("A",)), ("B",), False),
        (Corrected(ANY_ANSWER), ("D",), True),
        (Corrected(ANY_ANSWER), (), False),
        (Corrected(NOT_COUNTED), (), True),
        (Corrected(NOT_COUNTED), ("D",), True),
    ],
)
def test_a_correction_says_what_is_right(correction, chosen, right) -> None:
    assert is_right(corrected(KEY, [correction]), chosen) is right


def test_a_number_may_get_another_tolerance() -> None:
    key = Key("numeric", ("38.5",), Decimal("0.1"))
    wider = corrected(key, [Corrected(NEW_KEY, ("38.5",), Decimal("0.5"))])
    assert is_right(wider, ["39"]) and not is_right(key, ["39"])


def test_of_several_corrections_the_latest_counts() -> None:
    said = [Corrected(NOT_COUNTED), Corrected(NEW_KEY, ("C",))]
    assert corrected(KEY, said) == Key("single", ("C",))
    assert corrected(KEY, []) == KEY


@given(
    keys=st.lists(OPTIONS.map(lambda key: Key("single", (key,))), max_size=12),
    data=st.data(),
    each=st.integers(1, 10),
)
def test_no_run_of_corrections_lowers_a_mark(keys, data, each) -> None:
    chosen = {place: data.draw(CHOSEN) for place in range(len(keys))}
    said: dict[int, list[Corrected]] = {place: [] for place in range(len(keys))}
    mark = fresh_points(keys, chosen, points_each=each)
    for _turn in range(data.draw(st.integers(0, 6))):
        if not keys:
            break
        place = data.draw(st.integers(0, len(keys) - 1))
        said[place].append(data.draw(CORRECTIONS))
        now = [corrected(key, said[at]) for at, key in enumerate(keys)]
        fresh = fresh_points(now, chosen, points_each=each)
        before, mark = mark, remarked(mark, fresh)
        assert mark >= before
        assert mark >= fresh
