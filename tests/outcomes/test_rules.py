"""The pure indicators, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.lib import middles
from school.outcomes import rules
from school.outcomes.rules import Answer, Bound, LeftOut, Row, Share
from school.wages.rules import Comparable, to_show, to_show_between


@pytest.mark.parametrize(
    ("some", "everyone", "expected"),
    [
        (0, 0, Share(None, None, Bound.NOBODY)),
        (4, 4, Share(None, None, Bound.HIDDEN)),
        (10, 20, Share(10, 20, Bound.EXACT)),
        (20, 20, Share(20, 20, Bound.EXACT)),
        (0, 20, Share(0, 20, Bound.EXACT)),
        (5, 10, Share(5, 10, Bound.EXACT)),
        (1, 20, Share(4, 20, Bound.AT_MOST)),
        (4, 20, Share(4, 20, Bound.AT_MOST)),
        (16, 20, Share(16, 20, Bound.AT_LEAST)),
        (19, 20, Share(16, 20, Bound.AT_LEAST)),
        (3, 6, Share(None, 6, Bound.HIDDEN)),
        (1, 6, Share(None, 6, Bound.HIDDEN)),
        (5, 6, Share(None, 6, Bound.HIDDEN)),
        (5, 9, Share(5, 9, Bound.AT_LEAST)),
        (4, 9, Share(4, 9, Bound.AT_MOST)),
    ],
)
def test_few_people_on_either_side_are_not_told_apart(
    some: int, everyone: int, expected: Share
) -> None:
    assert rules.share(some, everyone) == expected


@given(st.integers(5, 200), st.data())
def test_a_share_never_tells_of_one_to_four_people(
    everyone: int, data: st.DataObject
) -> None:
    shown = rules.share(data.draw(st.integers(0, everyone)), everyone)
    if shown.bound == Bound.EXACT:
        assert shown.numerator is not None
        assert not 0 < shown.numerator < 5
        assert not 0 < everyone - shown.numerator < 5


@given(st.integers(5, 60))
def test_a_bound_leaves_each_of_one_to_four_possible(everyone: int) -> None:
    told = [rules.share(some, everyone) for some in range(everyone + 1)]
    for one in told:
        if one.bound in (Bound.AT_LEAST, Bound.AT_MOST):
            assert told.count(one) == 4


@given(st.integers(5, 200), st.data())
def test_a_bound_is_true(everyone: int, data: st.DataObject) -> None:
    some = data.draw(st.integers(0, everyone))
    shown = rules.share(some, everyone)
    if shown.numerator is None:
        return
    assert {
        Bound.EXACT: shown.numerator == some,
        Bound.AT_LEAST: shown.numerator <= some < everyone,
        Bound.AT_MOST: shown.numerator >= some > 0,
    }[shown.bound]
    assert shown.percent is not None
    if shown.bound == Bound.AT_LEAST:
        assert shown.percent * everyone <= some * 100
    if shown.bound == Bound.AT_MOST:
        assert shown.percent * everyone >= some * 100


@pytest.mark.parametrize(
    ("share", "percent"),
    [
        (Share(34, 40, Bound.EXACT), 85),
        (Share(1, 8, Bound.EXACT), 13),
        (Share(20, 24, Bound.AT_LEAST), 83),
        (Share(4, 24, Bound.AT_MOST), 17),
        (Share(None, 6, Bound.HIDDEN), None),
        (Share(None, None, Bound.NOBODY), None),
    ],
)
def test_percents_are_whole_and_true(share: Share, percent: int | None) -> None:
    assert share.percent == percent


@pytest.mark.parametrize(
    ("values", "mean", "median"),
    [
        ([80_000], 80_000, 80_000),
        ([1, 2], 2, 2),
        ([-1, -2], -2, -2),
        ([100, 200, 200], 167, 200),
        ([5, 1, 3, 1_000], 252, 4),
        ([-50_000, 0, 50_000], 0, 0),
    ],
)
def test_mean_and_median_come_to_the_fen(
    values: list[int], mean: int, median: int
) -> None:
    assert (rules.mean(values), middles.median(values)) == (mean, median)


def paid(before: int | None, after: int | None, kind: str = "month") -> Row:
    return Row(
        baseline=None if before is None else Comparable(kind, before),
        answers={
            3: Answer(True, True, None if after is None else Comparable(kind, after))
        },
    )


def after_three(rows: list[Row]) -> rules.After:
    return rules.results(rows).after[0]


def test_each_way_of_being_paid_stands_alone() -> None:
    rows = [
        *[paid(500_000, 500_000 + step * 10_000) for step in range(5)],
        *[paid(800_000, 900_000, "26_day") for _each in range(6)],
        *[paid(2_000, 2_500, "hour") for _each in range(7)],
    ]
    changes = {change.kind: change for change in after_three(rows).changes}
    assert {
        kind: (change.coverage.numerator, change.median_fen, change.mean_fen)
        for kind, change in changes.items()
    } == {
        "month": (5, 20_000, 20_000),
        "26_day": (6, 100_000, 100_000),
        "hour": (7, 500, 500),
    }


def test_a_kind_with_four_pairs_is_not_shown() -> None:
    rows = [paid(500_000, 600_000) for _each in range(4)] + [
        Row() for _each in range(9)
    ]
    (change,) = after_three(rows).changes
    assert change == rules.Change("month", Share(None, 13, Bound.HIDDEN))


def test_unknown_is_neither_zero_nor_out_of_work() -> None:
    answered = [paid(500_000, 600_000) for _each in range(6)]
    unknown = [Row(answers={3: Answer(True)}) for _each in range(6)]
    found = after_three(answered + unknown)
    assert found.employed == Share(6, 6, Bound.EXACT)
    assert found.reached == Share(6, 12, Bound.EXACT)
    assert found.changes[0].mean_fen == 100_000


def test_nobody_is_asked_before_the_day() -> None:
    found = after_three([Row(answers={3: Answer(False)}) for _each in range(9)])
    assert found.is_due is False
    assert found.employed.bound == Bound.NOBODY


COUNTED = paid(500_000, 600_000)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (COUNTED, None),
        (Row(is_completed=False), LeftOut.NOT_COMPLETED),
        (Row(has_consented=False, baseline=COUNTED.baseline), LeftOut.NO_CONSENT),
        (Row(), LeftOut.NOT_DUE),
        (Row(answers={3: Answer(True)}), LeftOut.UNKNOWN),
        (Row(answers={3: Answer(True, False)}), LeftOut.NOT_IN_WORK),
        (paid(None, 600_000), LeftOut.NO_BASELINE),
        (paid(500_000, None), LeftOut.PAY_NOT_TOLD),
        (
            Row(
                baseline=Comparable("26_day", 700_000),
                answers={3: Answer(True, True, Comparable("month", 650_000))},
            ),
            LeftOut.PAID_DIFFERENTLY,
        ),
        (
            Row(
                baseline=Comparable("month", 600_000, "gross"),
                answers={3: Answer(True, True, Comparable("month", 550_000, "net"))},
            ),
            LeftOut.PAID_DIFFERENTLY,
        ),
    ],
)
def test_whoever_is_left_out_has_one_reason(row: Row, reason: LeftOut | None) -> None:
    assert rules.why_left_out(row, 3) == reason


def test_reasons_are_numbered_when_no_number_is_small() -> None:
    rows = [COUNTED] * 7 + [Row(is_completed=False)] * 5 + [Row()] * 6
    assert after_three(rows).left_out == (
        (LeftOut.NOT_COMPLETED, 5),
        (LeftOut.NOT_DUE, 6),
    )


def test_one_small_number_hides_them_all() -> None:
    rows = [COUNTED] * 7 + [Row(is_completed=False)] * 2 + [Row()] * 6
    assert after_three(rows).left_out == (
        (LeftOut.NOT_COMPLETED, None),
        (LeftOut.NOT_DUE, None),
    )


def test_a_small_number_of_pairs_hides_the_reasons_too() -> None:
    rows = [COUNTED] * 3 + [Row(is_completed=False)] * 9
    assert after_three(rows).left_out == ((LeftOut.NOT_COMPLETED, None),)


def test_an_empty_class_has_no_figures() -> None:
    found = rules.results([])
    assert found.certified.bound == Bound.NOBODY
    assert [each.is_due for each in found.after] == [False, False, False]


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        (list(range(16)), None),
        # Of 17 the 5th from each end, of 25 the 8th (binomial tables).
        (list(range(17)), (4, 12)),
        (list(range(25)), (7, 17)),
    ],
)
def test_the_middle_has_an_interval_once_its_ends_are_nobodys(
    values: list[int], ends: tuple[int, int] | None
) -> None:
    assert rules.median_between(values) == ends


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([1, 2, 3, 4], None),
        ([700] * 9, (700, 700)),
        # Mean 300, variance 25,000, by 5: root 70.71068, times 2.776: 196.2929.
        ([100, 200, 300, 400, 500], (104, 496)),
    ],
)
def test_the_mean_has_an_interval_by_t(
    values: list[int], ends: tuple[int, int] | None
) -> None:
    assert rules.mean_between(values) == ends


def test_in_hand_and_before_deductions_are_never_one_figure() -> None:
    told = [paid(500_000, 600_000) for _each in range(5)] + [
        Row(
            baseline=Comparable("month", 700_000, "gross"),
            answers={3: Answer(True, True, Comparable("month", 900_000, "gross"))},
        )
        for _each in range(6)
    ]
    assert [
        (change.basis, change.coverage.numerator, change.mean_fen)
        for change in after_three(told).changes
    ] == [("net", 5, 100_000), ("gross", 6, 200_000)]


def test_few_who_did_not_complete_are_not_told_by_another_denominator() -> None:
    few = [Row(is_completed=False)] * 2
    found = rules.results([Row(has_external=True)] * 8 + [Row()] * 9 + few)
    assert found.completed == Share(15, 19, Bound.AT_LEAST)
    assert found.external == Share(None, None, Bound.HIDDEN)


@pytest.mark.parametrize(
    ("fen", "kind", "shown"),
    [
        (39_005, "month", 40_000),
        (77_510, "month", 80_000),
        (-2_499, "month", 0),
        (-2_500, "26_day", -5_000),
        (174, "hour", 150),
        (175, "hour", 200),
    ],
)
def test_pay_is_shown_in_steps(fen: int, kind: str, shown: int) -> None:
    assert to_show(fen, kind) == shown


@pytest.mark.parametrize(
    ("ends", "kind", "shown"),
    [
        ((19_147, 92_079), "month", (15_000, 95_000)),
        ((-46_256, 182_254), "26_day", (-50_000, 185_000)),
        ((0, 95_000), "month", (0, 95_000)),
        ((-1, 51), "hour", (-50, 100)),
    ],
)
def test_an_interval_is_shown_outwards(
    ends: tuple[int, int], kind: str, shown: tuple[int, int]
) -> None:
    assert to_show_between(ends, kind) == shown
