from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.assessment.rules.verdict import Evidence, PassMark, decide
from school.attendance.rules import minutes_required

MARK = PassMark(theory=60, practical=60, attendance_percent=80)
GOOD = Evidence(
    theory=Decimal(60),
    practical=Decimal("60.0"),
    failing=(),
    minutes_credited=2160,
    minutes_scheduled=2700,
)
points = st.none() | st.decimals(0, 100, places=1)
evidence = st.builds(
    Evidence,
    theory=points,
    practical=points,
    failing=st.lists(st.sampled_from(["X1", "X2"]), max_size=2).map(tuple),
    minutes_credited=st.integers(0, 2700),
    minutes_scheduled=st.integers(0, 2700),
)


def codes(of: Evidence) -> list[str]:
    return [reason.code for reason in decide(of, MARK).reasons]


def test_exactly_the_marks_pass() -> None:
    assert decide(GOOD, MARK).has_passed


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"theory": None}, "theory_missing"),
        ({"theory": Decimal(55)}, "theory_low"),
        ({"practical": None}, "practical_missing"),
        ({"practical": Decimal("59.9")}, "practical_low"),
        ({"failing": ("EC-S01-X1",)}, "critical_fail"),
        ({"minutes_credited": 2159}, "hours_low"),
        ({"minutes_scheduled": 0, "minutes_credited": 0}, "hours_low"),
    ],
)
def test_each_part_fails_alone(change: dict[str, object], code: str) -> None:
    assert codes(replace(GOOD, **change)) == [code]


def test_a_high_practical_does_not_make_up_for_theory() -> None:
    assert codes(replace(GOOD, theory=Decimal(55), practical=Decimal(100))) == [
        "theory_low"
    ]


def test_reasons_stand_in_the_order_of_the_rule_with_their_numbers() -> None:
    worst = Evidence(Decimal(5), Decimal("3.5"), ("X2", "X1"), 10, 2700)
    reasons = decide(worst, MARK).reasons
    assert [reason.code for reason in reasons] == [
        "theory_low",
        "critical_fail",
        "critical_fail",
        "practical_low",
        "hours_low",
    ]
    assert reasons[0].data == {"points": "5", "needed": 60}
    assert reasons[-1].data == {"credited": 10, "needed": 2160}


@given(evidence)
def test_passing_is_every_part_and_nothing_else(of: Evidence) -> None:
    assert decide(of, MARK).has_passed == (
        of.theory is not None
        and of.theory >= 60
        and of.practical is not None
        and of.practical >= 60
        and not of.failing
        and of.minutes_scheduled > 0
        and of.minutes_credited
        >= minutes_required(of.minutes_scheduled, MARK.attendance_percent)
    )


@given(evidence)
def test_one_more_failed_critical_step_never_passes_anyone(of: Evidence) -> None:
    worse = replace(of, failing=(*of.failing, "X9"))
    assert decide(worse, MARK).has_passed <= decide(of, MARK).has_passed
