"""What counts as an answer to each kind of question, and which is right."""

from decimal import Decimal

import pytest

from school.assessment.rules.answers import (
    Accepts,
    Key,
    fits,
    is_right,
    numeric,
    same_key,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("38.5", "38.5"),
        ("３８．５", "38.5"),
        ("38。5", "38.5"),
        ("38,5", "38.5"),
        ("38，5", "38.5"),
        ("0,125", "0.125"),
        (" 37 ", "37"),
        ("+2", "2"),
        ("-1.5", "-1.5"),
        ("－1", "-1"),
    ],
)
def test_a_number_is_read_as_it_was_meant(typed: str, number: str) -> None:
    assert numeric(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "三十八", "38度", "3 8", "1e3", "nan", "Infinity", "0x1f", "1.2.3"]
    + ["1,500", "12,000", ".5", "5.", "٣", "1" * 10, "--1", "1.0000001"],
)
def test_what_is_no_plain_number_is_none(typed: str) -> None:
    assert numeric(typed) is None


@pytest.mark.parametrize(
    ("kind", "answer", "chosen", "right"),
    [
        ("single", "B", "B", True),
        ("single", "B", "A", False),
        ("single", "B", "", False),
        ("multiple", "AC", "CA", True),
        ("multiple", "AC", "A", False),
        ("multiple", "AC", "ABC", False),
        ("true_false", "T", "T", True),
        ("picture", "C", "C", True),
        ("picture", "C", "B", False),
        ("ordering", "CAB", "CAB", True),
        ("ordering", "CAB", "ABC", False),
        ("ordering", "CAB", "CA", False),
        ("single", "", "", False),
        ("ordering", "", "", False),
    ],
)
def test_an_answer_is_right_as_a_whole_or_not(
    kind: str, answer: str, chosen: str, right: bool
) -> None:
    assert is_right(Key(kind, tuple(answer)), list(chosen)) is right


@pytest.mark.parametrize(
    ("tolerance", "chosen", "right"),
    [
        (None, ["38.5"], True),
        (None, ["38.50"], True),
        (None, ["38.6"], False),
        ("0.5", ["38"], True),
        ("0.5", ["39"], True),
        ("0.5", ["39.01"], False),
        ("0.5", ["37.99"], False),
        ("0.5", ["３８，２"], True),
        ("0.5", [], False),
        ("0.5", ["warm"], False),
        ("0.5", ["38", "38"], False),
    ],
)
def test_a_number_is_right_within_its_tolerance(
    tolerance: str | None, chosen: list[str], right: bool
) -> None:
    key = Key("numeric", ("38.5",), Decimal(tolerance) if tolerance else None)
    assert is_right(key, chosen) is right


@pytest.mark.parametrize(
    ("kind", "chosen", "may"),
    [
        ("single", ["A"], True),
        ("single", ["A", "B"], False),
        ("single", ["X"], False),
        ("multiple", ["A", "C"], True),
        ("multiple", ["A", "X"], False),
        ("picture", ["B"], True),
        ("picture", ["A", "B"], False),
        ("ordering", ["C", "A", "B"], True),
        ("ordering", ["C", "A"], False),
        ("ordering", ["C", "A", "A"], False),
        ("ordering", ["C", "A", "B", "B"], False),
    ],
)
def test_only_what_the_kind_allows_may_be_an_answer(
    kind: str, chosen: list[str], may: bool
) -> None:
    assert fits(kind, ["A", "B", "C"], chosen) is may
    assert fits(kind, ["A", "B", "C"], [])


def test_one_number_may_answer_a_question_for_a_number() -> None:
    assert fits("numeric", [], ["38。5"])
    assert fits("numeric", [], [])
    assert not fits("numeric", [], ["warm"])
    assert not fits("numeric", [], ["38", "39"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Key("numeric", ("38.5",)), Key("numeric", ("38.50",), Decimal("0.00")), True),
        (Key("numeric", ("38.5",)), Key("numeric", ("38.5",), Decimal("0.1")), False),
        (Key("numeric", ("38.5",)), Key("numeric", ("38.6",)), False),
        (Key("multiple", ("A", "C")), Key("multiple", ("C", "A")), True),
        (Key("multiple", ("A", "C")), Key("multiple", ("A",)), False),
        (Key("ordering", ("A", "C")), Key("ordering", ("C", "A")), False),
        (Key("single", ("A",)), Key("single", ("A",), None, Accepts.ANY_ANSWER), False),
    ],
)
def test_two_keys_are_one_where_they_take_the_same_answers(
    one: Key, other: Key, same: bool
) -> None:
    assert same_key(one, other) is same
